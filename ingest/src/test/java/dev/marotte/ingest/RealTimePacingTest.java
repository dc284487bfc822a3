package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealTimePacingTest {
    private long nanos = 7_000_000_000L;
    private final List<Duration> pauses = new ArrayList<>();

    /** Time passes only while somebody waits. */
    private boolean pause(Duration time) {
        pauses.add(time);
        nanos += time.toNanos();
        return true;
    }

    @Test
    void noFrameComesBeforeItsTime() throws IOException {
        play(4, new RealTimePacing(() -> nanos, this::pause, 0));

        assertThat(pauses).containsExactly(Duration.ofMillis(40), Duration.ofMillis(40), Duration.ofMillis(40));
    }

    @Test
    void whatWasSentBeforeNeedsNoTime() throws IOException {
        play(4, new RealTimePacing(() -> nanos, this::pause, 2));

        assertThat(pauses).containsExactly(Duration.ofMillis(40));
    }

    @Test
    void aFrameThatIsLateComesAtOnceAndTheNextIsOnTime() throws IOException {
        var pacing = new RealTimePacing(() -> nanos, this::pause, 0);
        var clip = new SteadyClip(4);
        pacing.next(clip);
        nanos += Duration.ofMillis(50).toNanos();

        pacing.next(clip);
        pacing.next(clip);

        assertThat(pauses).containsExactly(Duration.ofMillis(30));
    }

    @Test
    void nobodyIsWaitedForWhenTheSourceIsToEnd() throws IOException {
        var stop = new StopSignal();
        stop.give();

        play(1_000, new RealTimePacing(() -> 0, stop, 0));

        assertThat(stop.isGiven()).isTrue();
    }

    private static void play(int frames, RealTimePacing pacing) throws IOException {
        var clip = new SteadyClip(frames);
        for (int frame = 0; frame < frames; frame++) {
            assertThat(pacing.next(clip)).isInstanceOf(Media.Frame.class);
        }
    }

    /** 25 frames a second. */
    private static final class SteadyClip implements DrivingSource {
        private final int frames;
        private int next;

        SteadyClip(int frames) {
            this.frames = frames;
        }

        @Override
        public ClipFacts facts() {
            return new ClipFacts(2, 2, 25, frames, new Soundtrack.None());
        }

        @Override
        public Media next() {
            return new Media.Frame(new Pts(40_000L * next++));
        }

        @Override
        public Picture encode() {
            return new Picture(PictureCodec.JPEG, 2, 2, Bytes.EMPTY);
        }

        @Override
        public void close() {}
    }
}
