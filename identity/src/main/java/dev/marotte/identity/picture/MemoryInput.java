package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file in memory for the JDK's picture readers, without the second copy that the JDK's own inputs keep. One thread. */
final class MemoryInput extends ImageInputStreamImpl {
    private static final int END = -1;

    private final byte[] file;

    MemoryInput(Bytes file) {
        this.file = file.unsafeArray();
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < file.length ? file[(int) streamPos++] & 0xff : END;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        bitOffset = 0;
        int there = (int) Math.min(length, file.length - streamPos);
        if (there <= 0) {
            return END;
        }
        System.arraycopy(file, (int) streamPos, into, from, there);
        streamPos += there;
        return there;
    }

    @Override
    public long length() {
        return file.length;
    }
}
