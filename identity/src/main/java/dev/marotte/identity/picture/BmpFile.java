package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/** Windows bitmaps: a header of one of several lengths, then rows from the bottom up, each padded to four bytes. */
final class BmpFile {
    private static final int OLDEST_HEADER = 12;
    private static final int NEWEST_HEADER = 124;
    private static final int HEADER = 14;
    private static final int PLAIN = 0;
    private static final int MASKS = 3;
    private static final long EMBEDDED = 0x4d42_4544;

    private BmpFile() {}

    static PictureFacts facts(Bytes file) {
        FileBytes bytes = FileBytes.littleEndian(file);
        long header = bytes.u32(HEADER);
        boolean oldest = header == OLDEST_HEADER;
        long width = oldest ? bytes.u16(18) : bytes.s32(18);
        long height = oldest ? bytes.u16(20) : Math.abs((long) bytes.s32(22));
        int bits = oldest ? bytes.u16(24) : bytes.u16(28);
        long coding = oldest ? PLAIN : bytes.u32(30);
        PictureFacts facts = PictureFacts.of(width, height, bits == 32 ? 4 : 3, file);
        if (coding == PLAIN || coding == MASKS) {
            bytes.there(bytes.u32(10), (width * bits + 31) / 32 * 4 * height);
        }
        return facts.withAlpha(bits == 32 && coding == MASKS).with(colours(bytes, header));
    }

    private static Colours colours(FileBytes bytes, long header) {
        if (header != NEWEST_HEADER || bytes.u32(HEADER + 56) != EMBEDDED) {
            return new Colours.Standard();
        }
        return Colours.of(bytes.part(HEADER + bytes.u32(HEADER + 112), bytes.u32(HEADER + 116)));
    }
}
