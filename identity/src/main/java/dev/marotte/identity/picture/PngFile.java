package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * PNG (third edition): chunks with checksums. The usual decoder prints to the terminal, both errors and remarks on profiles that it finds odd. So it is
 * given only files that were found complete, and of these only the chunks that make up the picture. Of an animation only the first picture is read.
 */
final class PngFile {
    private static final int FIRST_CHUNK = 8;
    private static final int AROUND_DATA = 12;
    private static final int HEADER_LENGTH = 13;

    private final FileBytes bytes;
    /** Data of each chunk that is not picture data; the first of a name counts. */
    private final Map<String, Bytes> chunks = new HashMap<>();

    private final PngPixels pixels;
    private final PngHeader header;

    private PngFile(Bytes file) {
        bytes = FileBytes.bigEndian(file);
        if (!bytes.tag(FIRST_CHUNK + 4).equals("IHDR") || bytes.u32(FIRST_CHUNK) != HEADER_LENGTH) {
            throw PictureFault.damaged();
        }
        header = PngHeader.of(bytes, FIRST_CHUNK + 8);
        pixels = new PngPixels(header);
    }

    static PictureFacts facts(Bytes file) {
        return new PngFile(file).facts();
    }

    private PictureFacts facts() {
        boolean alpha = header.hasAlpha() || hasTransparency();
        // Without pixels yet: a picture that is too large is not examined further.
        PictureFacts size =
                PictureFacts.of(header.width(), header.height(), alpha ? 4L * header.depthBytes() : 3, Bytes.EMPTY);
        readChunks();
        Bytes exif = chunks.getOrDefault("eXIf", Bytes.EMPTY);
        return new PictureFacts(
                size.width(),
                size.height(),
                size.memory(),
                alpha,
                TiffFile.orientation(exif),
                PngColours.of(chunks),
                plain());
    }

    /** Tells whether there is a transparency chunk, which comes before the picture. */
    private boolean hasTransparency() {
        long at = FIRST_CHUNK;
        while (!bytes.tag(at + 4).equals("IDAT") && !bytes.tag(at + 4).equals("tRNS")) {
            at += bytes.u32(at) + AROUND_DATA;
        }
        return bytes.tag(at + 4).equals("tRNS");
    }

    private void readChunks() {
        long at = FIRST_CHUNK;
        while (!bytes.tag(at + 4).equals("IEND")) {
            readChunk(bytes.tag(at + 4), at, bytes.u32(at));
            at += bytes.u32(at) + AROUND_DATA;
        }
        pixels.end();
    }

    private void readChunk(String tag, long at, long length) {
        int data = bytes.there(at + 8, length);
        boolean whole = checksum(at, length) == bytes.u32(data + length);
        boolean needed = Character.isUpperCase(tag.charAt(0)) || tag.equals("tRNS");
        if (needed && !whole) {
            throw PictureFault.damaged();
        }
        if (tag.equals("IDAT")) {
            pixels.take(bytes.array(), data, (int) length);
        } else if (whole) {
            chunks.putIfAbsent(tag, bytes.part(data, length));
        }
    }

    private long checksum(long at, long length) {
        var crc = new CRC32();
        crc.update(bytes.array(), (int) at + 4, (int) length + 4);
        return crc.getValue();
    }

    private Bytes plain() {
        var plain = new PngChunks(pixels.coded());
        plain.add("IHDR", chunks.getOrDefault("IHDR", Bytes.EMPTY));
        if (header.isIndexed()) {
            plain.add("PLTE", header.palette(chunks.getOrDefault("PLTE", Bytes.EMPTY)));
        }
        header.transparency(chunks.getOrDefault("tRNS", Bytes.EMPTY)).ifPresent(data -> plain.add("tRNS", data));
        return plain.with(pixels.parts());
    }
}
