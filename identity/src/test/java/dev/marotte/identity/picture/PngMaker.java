package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNGs of one colour, with whatever chunks a test wants. */
public final class PngMaker {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    /** With the signature and the header. */
    public PngMaker(int width, int height, int bits, int type) {
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) type)
                .array();
        chunk("IHDR", header);
    }

    /** A chunk with its checksum. */
    public PngMaker chunk(String tag, byte... data) {
        byte[] tagged = ByteBuffer.allocate(4 + data.length)
                .put(tag.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var crc = new CRC32();
        crc.update(tagged);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(tagged);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    /** A colour profile. */
    public PngMaker profile(Bytes profile) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(new byte[] {'p', 0, 0});
        data.writeBytes(packed(profile.unsafeArray(), 1));
        return chunk("iCCP", data.toByteArray());
    }

    /** All pixels alike, as rows of so many repetitions of {@code pixel}, and the end. */
    public Bytes filled(int rows, int columns, byte... pixel) {
        byte[] row = new byte[1 + columns * pixel.length];
        for (int i = 1; i < row.length; i++) {
            row[i] = pixel[(i - 1) % pixel.length];
        }
        return chunk("IDAT", packed(row, rows)).chunk("IEND").bytes();
    }

    /** What is there so far. */
    public Bytes bytes() {
        return Bytes.of(file.toByteArray());
    }

    private static byte[] packed(byte[] row, int times) {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int i = 0; i < times; i++) {
                deflater.write(row);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
