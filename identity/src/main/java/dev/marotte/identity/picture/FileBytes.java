package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads numbers at any position of a file; a read beyond its end reports that the file is cut off. */
final class FileBytes {
    private final Bytes file;
    private final ByteBuffer view;

    private FileBytes(Bytes file, ByteOrder order) {
        this.file = file;
        view = file.view().order(order);
    }

    static FileBytes bigEndian(Bytes file) {
        return new FileBytes(file, ByteOrder.BIG_ENDIAN);
    }

    static FileBytes littleEndian(Bytes file) {
        return new FileBytes(file, ByteOrder.LITTLE_ENDIAN);
    }

    int size() {
        return file.size();
    }

    int u8(long at) {
        return view.get(there(at, 1)) & 0xff;
    }

    int u16(long at) {
        return view.getShort(there(at, 2)) & 0xffff;
    }

    int u24(long at) {
        return u16(at) | u8(at + 2) << 16;
    }

    long u32(long at) {
        return view.getInt(there(at, 4)) & 0xffff_ffffL;
    }

    int s32(long at) {
        return view.getInt(there(at, 4));
    }

    /** Reads four letters, with which most kinds name their parts. */
    String tag(long at) {
        return text(at, 4);
    }

    String text(long at, int length) {
        return new String(file.unsafeArray(), there(at, length), length, StandardCharsets.ISO_8859_1);
    }

    Bytes part(long at, long length) {
        int from = there(at, length);
        return Bytes.of(Arrays.copyOfRange(file.unsafeArray(), from, from + (int) length));
    }

    byte[] array() {
        return file.unsafeArray();
    }

    /** Returns the position if {@code length} bytes from it on lie in the file. */
    int there(long at, long length) {
        if (at < 0 || length < 0 || at + length > file.size()) {
            throw PictureFault.cutOff();
        }
        return (int) at;
    }
}
