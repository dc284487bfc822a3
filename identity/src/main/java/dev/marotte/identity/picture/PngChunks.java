package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** A reassembled PNG. */
final class PngChunks {
    private static final long SIGNATURE = 0x8950_4e47_0d0a_1a0aL;
    private static final int AROUND_DATA = 12;

    private final List<Chunk> chunks = new ArrayList<>();
    private final int pixels;

    private record Chunk(String tag, Bytes data) {}

    /** @param pixels number of bytes of the compressed pixels */
    PngChunks(int pixels) {
        this.pixels = pixels;
    }

    void add(String tag, Bytes data) {
        chunks.add(new Chunk(tag, data));
    }

    /** Returns the whole file, with the compressed pixels as one chunk. */
    Bytes with(List<PngPixels.Part> parts) {
        int before = chunks.stream()
                .mapToInt(chunk -> chunk.data().size() + AROUND_DATA)
                .sum();
        ByteBuffer file =
                ByteBuffer.allocate(8 + before + pixels + 2 * AROUND_DATA).putLong(SIGNATURE);
        for (Chunk chunk : chunks) {
            begin(file, chunk.tag(), chunk.data().size()).put(chunk.data().view());
            end(file, chunk.data().size());
        }
        begin(file, "IDAT", pixels);
        parts.forEach(part -> file.put(part.file(), part.from(), part.length()));
        end(file, pixels);
        begin(file, "IEND", 0);
        end(file, 0);
        return Bytes.of(file.array());
    }

    private static ByteBuffer begin(ByteBuffer file, String tag, int length) {
        return file.putInt(length).put(tag.getBytes(StandardCharsets.US_ASCII));
    }

    private static void end(ByteBuffer file, int length) {
        var crc = new CRC32();
        crc.update(file.slice(file.position() - length - 4, length + 4));
        file.putInt((int) crc.getValue());
    }
}
