package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/** WebP (RFC 9649): one RIFF file of chunks. Of an animation only the first picture is read. */
final class WebpFile {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;

    private WebpFile() {}

    static PictureFacts facts(Bytes file) {
        FileBytes bytes = FileBytes.littleEndian(file);
        long end = CHUNK_HEADER + bytes.u32(4);
        bytes.there(0, end);
        PictureFacts facts = size(bytes, file);
        for (long at = FIRST_CHUNK; at + CHUNK_HEADER <= end; at += CHUNK_HEADER + (bytes.u32(at + 4) + 1 & ~1L)) {
            facts = with(bytes, at, facts);
        }
        return facts;
    }

    /** The decoder keeps its own picture, four bytes a pixel. */
    private static PictureFacts size(FileBytes bytes, Bytes file) {
        int data = FIRST_CHUNK + CHUNK_HEADER;
        return switch (bytes.tag(FIRST_CHUNK)) {
            case "VP8X" ->
                PictureFacts.of(bytes.u24(data + 4) + 1L, bytes.u24(data + 7) + 1L, 8, file)
                        .withAlpha((bytes.u8(data) & 0x10) != 0);
            case "VP8L" -> {
                long packed = bytes.u32(data + 1);
                yield PictureFacts.of((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1, 8, file)
                        .withAlpha((packed >> 28 & 1) != 0);
            }
            case "VP8 " -> PictureFacts.of(bytes.u16(data + 6) & 0x3fff, bytes.u16(data + 8) & 0x3fff, 6, file);
            default -> throw PictureFault.damaged();
        };
    }

    private static PictureFacts with(FileBytes bytes, long at, PictureFacts facts) {
        Bytes data = bytes.part(at + CHUNK_HEADER, isSmall(bytes.tag(at)) ? bytes.u32(at + 4) : 0);
        bytes.there(at + CHUNK_HEADER, bytes.u32(at + 4));
        return switch (bytes.tag(at)) {
            case "ICCP" -> facts.with(Colours.of(data));
            case "EXIF" -> facts.withOrientation(TiffFile.orientation(data));
            default -> facts;
        };
    }

    private static boolean isSmall(String tag) {
        return tag.equals("ICCP") || tag.equals("EXIF");
    }
}
