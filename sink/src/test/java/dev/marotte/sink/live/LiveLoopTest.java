package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.ClipWriters;
import dev.marotte.sink.Inlet;
import dev.marotte.sink.Sound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The loop by a clock that goes on while frames are written. */
final class LiveLoopTest {
    private static final long SLOW_NANOS = Duration.ofMillis(50).toNanos();
    private static final long ENOUGH = 100;
    private static final long FAR_TOO_MANY = 1_000;

    private long now;
    private long written;
    private long looks;

    @Test
    void aMachineThatIsTooSlowForTheOutputStillLooksWhetherItIsOver() throws Exception {
        var terms = new LiveLoop.Terms(
                _ -> Optional.empty(), Duration.ofSeconds(2), () -> written >= ENOUGH, () -> true, () -> now);
        var loop = new LiveLoop(() -> OnAir.session(List.of(new SessionOutput.PageOutput())), terms, new Deaf());

        LiveProgress last = loop.run(new Nothing(), List.of(), Optional.of(new SlowFile()));

        // A second of frames at most is given in a row.
        assertThat(last.ticks()).isBetween(ENOUGH, ENOUGH + 26);
        assertThat(looks).isGreaterThanOrEqualTo(ENOUGH / 26);
    }

    @Test
    void anOutputThatNobodySeesLooksForFramesAFewTimesASecond() throws Exception {
        long end = Duration.ofSeconds(10).toNanos();
        var terms = new LiveLoop.Terms(
                _ -> Optional.empty(), Duration.ofSeconds(2), () -> now >= end, () -> true, () -> now);
        var loop = new LiveLoop(() -> OnAir.session(List.of(new SessionOutput.PageOutput())), terms, new Deaf());

        LiveProgress last = loop.run(new Nothing(), List.of(), Optional.empty());

        assertThat(looks).isEqualTo(40);
        assertThat(last.ticks()).as("the time of the output goes on").isBetween(250L, 252L);
    }

    /** Time goes on by what is waited for. */
    private final class Nothing implements Inlet {
        @Override
        public List<Received> poll(Duration wait) {
            looks++;
            now += wait.toNanos();
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** Takes longer for a frame than a frame lasts. */
    private final class SlowFile implements ClipWriter, ClipWriters {
        @Override
        public ClipWriter open(FrameRate rate, Sound sound, Rendered first) {
            return this;
        }

        @Override
        public void show(Rendered frame) {}

        @Override
        public void frame() {
            now += SLOW_NANOS;
            written++;
            assertThat(written).isLessThan(FAR_TOO_MANY);
        }

        @Override
        public void sound(AudioUnit unit) {}

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private static final class Deaf implements LiveLoop.Listener {
        @Override
        public void progress(LiveProgress progress) {}

        @Override
        public void shown(FrameTiming frame) {}
    }
}
