package dev.marotte.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class NewestFirstTest {
    private static final long FRAME_MICROS = 40_000;

    /** When each frame arrives, in µs. */
    private final Queue<Long> arrivals = new ArrayDeque<>();

    private long nanos;
    private long skipped;

    @Test
    void nothingIsSkippedOfAStreamWhoseClockIsSlow() throws IOException {
        for (long frame = 0; frame < 2_000; frame++) {
            arrivals.add(Math.round(frame * FRAME_MICROS * 1.001));
        }
        assertThat(read(2_000)).hasSize(2_000);
        assertThat(skipped).isZero();
    }

    @Test
    void afterAStallTheNewestComeFirst() throws IOException {
        for (long frame = 0; frame < 50; frame++) {
            arrivals.add(frame * FRAME_MICROS);
        }
        // The network gives nothing for two seconds, then all of it within 100 ms.
        for (long frame = 50; frame < 100; frame++) {
            arrivals.add(100 * FRAME_MICROS + (frame - 50) * 2_000);
        }
        List<Long> frames = read(52);

        assertThat(skipped).isEqualTo(48);
        assertThat(frames.getLast()).isEqualTo(99 * FRAME_MICROS);
    }

    @Test
    void aLongerWayIsNoReasonToShowNothingForLong() throws IOException {
        for (long frame = 0; frame < 50; frame++) {
            arrivals.add(frame * FRAME_MICROS);
        }
        for (long frame = 50; frame < 125; frame++) {
            arrivals.add(frame * FRAME_MICROS + 500_000);
        }
        read(99);

        assertThat(skipped).isBetween(20L, 27L);
    }

    private List<Long> read(int frames) throws IOException {
        NewestFirst stream = new NewestFirst(new Arriving(), () -> nanos, () -> skipped++);
        List<Long> times = new ArrayList<>();
        while (times.size() < frames && !arrivals.isEmpty()) {
            times.add(((Media.Frame) stream.next()).pts().micros());
        }
        return times;
    }

    /** Frames of 40 ms that arrive as the script says. */
    private final class Arriving implements DrivingSource {
        private long index;

        @Override
        public ClipFacts facts() {
            return new ClipFacts(0, 0, 25, 0, new Soundtrack.None());
        }

        @Override
        public Media next() {
            nanos = arrivals.remove() * 1000;
            return new Media.Frame(new Pts(index++ * FRAME_MICROS));
        }

        @Override
        public Picture encode() {
            return new Picture(PictureCodec.JPEG, 1, 1, Bytes.of(new byte[0]));
        }

        @Override
        public void close() {}
    }
}
