package dev.marotte.studio.live;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Properties of Opus packets that can be read without decoding them. */
final class OpusUnits {
    static final int RATE = 48_000;

    private static final int HEAD_BYTES = 19;
    /** Microseconds of a frame by the configuration in the first five bits; RFC 6716, table 2. */
    private static final int[] SILK = {10_000, 20_000, 40_000, 60_000};

    private static final int[] HYBRID = {10_000, 20_000};
    private static final int[] CELT = {2_500, 5_000, 10_000, 20_000};
    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int MANY_FRAMES = 3;
    private static final int FRAME_COUNT_MASK = 0x3f;

    private OpusUnits() {}

    /** The codec's setup as muxers expect it: a mono OpusHead without priming; RFC 7845, section 5.1. */
    static Bytes setup() {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 1);
        head.putShort((short) 0).putInt(RATE).putShort((short) 0).put((byte) 0);
        return Bytes.of(head.array());
    }

    /** The duration of a unit, read from its first bytes; RFC 6716, section 3.1. */
    static long durationMicros(Bytes unit) {
        if (unit.size() == 0) {
            return 0;
        }
        ByteBuffer bytes = unit.view();
        int first = bytes.get(0) & 0xff;
        int count = switch (first & MANY_FRAMES) {
            case 0 -> 1;
            case MANY_FRAMES -> unit.size() > 1 ? bytes.get(1) & FRAME_COUNT_MASK : 0;
            default -> 2;
        };
        return (long) count * frameMicros(first >> 3);
    }

    private static int frameMicros(int configuration) {
        if (configuration < FIRST_HYBRID) {
            return SILK[configuration % SILK.length];
        }
        return configuration < FIRST_CELT ? HYBRID[configuration % HYBRID.length] : CELT[configuration % CELT.length];
    }
}
