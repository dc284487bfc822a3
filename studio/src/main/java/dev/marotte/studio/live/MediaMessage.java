package dev.marotte.studio.live;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The one binary message of the live socket, in both directions. Big-endian:
 *
 * <pre>
 * 0  kind     1 picture, 2 sound, 3 shown (a viewer's answer)
 * 1  flags    1 key, 2 discontinuity
 * 2  coding   0 none, 1 H.264 Annex B, 2 VP8, 3 JPEG, 16 Opus, 17 PCM (16 bits, little-endian, mono, 48 kHz)
 * 3  zero
 * 4  index    u32, of the frame or the sound unit
 * 8  pts      i64, µs on the sender's timeline; in a shown message: when it was shown, on the server's clock
 * 16 capture  i64, µs since the epoch on the server's clock
 * 24 payload
 * </pre>
 */
public record MediaMessage(
        Kind kind,
        boolean key,
        boolean discontinuity,
        Coding coding,
        long index,
        long ptsMicros,
        long captureMicros,
        Bytes payload) {
    static final int HEADER_BYTES = 24;

    private static final int KEY = 1;
    private static final int DISCONTINUITY = 2;
    private static final long INDEX_MASK = 0xffff_ffffL;

    /** What a message carries. */
    public enum Kind {
        PICTURE(1),
        SOUND(2),
        SHOWN(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** How its payload is encoded. */
    public enum Coding {
        NONE(0),
        H264(1),
        VP8(2),
        JPEG(3),
        OPUS(16),
        PCM(17);

        private final int code;

        Coding(int code) {
            this.code = code;
        }
    }

    /** A picture for viewers. */
    static MediaMessage picture(
            Coding coding, boolean key, long index, long ptsMicros, long captureMicros, Bytes unit) {
        return new MediaMessage(Kind.PICTURE, key, false, coding, index, ptsMicros, captureMicros, unit);
    }

    /** Reads a message; empty if the bytes are not one. */
    public static Optional<MediaMessage> read(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER_BYTES) {
            return Optional.empty();
        }
        int kind = bytes.get();
        int flags = bytes.get();
        int coding = bytes.get();
        byte _ = bytes.get();
        return kind(kind).flatMap(known -> coding(coding).map(coded -> read(known, flags, coded, bytes)));
    }

    private static MediaMessage read(Kind kind, int flags, Coding coding, ByteBuffer rest) {
        long index = rest.getInt() & INDEX_MASK;
        long pts = rest.getLong();
        long capture = rest.getLong();
        byte[] payload = new byte[rest.remaining()];
        rest.get(payload);
        return new MediaMessage(
                kind, (flags & KEY) != 0, (flags & DISCONTINUITY) != 0, coding, index, pts, capture, Bytes.of(payload));
    }

    private static Optional<Kind> kind(int code) {
        for (Kind kind : Kind.values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<Coding> coding(int code) {
        for (Coding coding : Coding.values()) {
            if (coding.code == code) {
                return Optional.of(coding);
            }
        }
        return Optional.empty();
    }

    /** The message as it is sent over the socket. */
    public byte[] write() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + payload.size());
        bytes.put((byte) kind.code);
        bytes.put((byte) ((key ? KEY : 0) | (discontinuity ? DISCONTINUITY : 0)));
        bytes.put((byte) coding.code).put((byte) 0);
        bytes.putInt((int) index).putLong(ptsMicros).putLong(captureMicros);
        return bytes.put(payload.view()).array();
    }
}
