package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.util.Arrays;

/** GIF (version 89a): a palette, then blocks. Of an animation only the first picture is read. */
final class GifFile {
    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;
    private static final byte END = 0x3b;
    private static final int PICTURE_HEADER = 10;

    private GifFile() {}

    static PictureFacts facts(Bytes file) {
        FileBytes bytes = FileBytes.littleEndian(file);
        // The decoder keeps the canvas and a picture.
        return PictureFacts.of(bytes.u16(6), bytes.u16(8), 8, firstPicture(bytes))
                .withAlpha(true);
    }

    private static Bytes firstPicture(FileBytes bytes) {
        long at = (long) HEADER + palette(bytes.u8(10));
        while (bytes.u8(at) == EXTENSION) {
            at = behindBlocks(bytes, at + 2);
        }
        if (bytes.u8(at) != PICTURE) {
            throw PictureFault.damaged();
        }
        int end = (int) behindBlocks(bytes, at + PICTURE_HEADER + palette(bytes.u8(at + 9)) + 1);
        byte[] first = Arrays.copyOf(bytes.array(), end + 1);
        first[end] = END;
        return Bytes.of(first);
    }

    /** Each block begins with its length; a block of length zero is the last. */
    private static long behindBlocks(FileBytes bytes, long from) {
        long at = from;
        while (bytes.u8(at) != 0) {
            at += bytes.u8(at) + 1;
        }
        return at + 1;
    }

    private static int palette(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }
}
