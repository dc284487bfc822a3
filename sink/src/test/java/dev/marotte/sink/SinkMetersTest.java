package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SinkMetersTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(100);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SinkMeters meters = new SinkMeters(registry, () -> NOW);

    @Test
    void countsFramesByOutcomeOverAllSessions() {
        try (var one = meters.begin();
                var other = meters.begin()) {
            one.progress(progress(2, 10, new OutcomeCounts(5, 0, 1, 2, 0, 0, 0, 1, 3)));
            one.progress(progress(1, 20, new OutcomeCounts(9, 0, 1, 2, 0, 0, 1, 1, 4)));
            other.progress(progress(3, 5, new OutcomeCounts(4, 0, 0, 1, 0, 0, 0, 0, 0)));

            assertThat(frames("rendered", "none")).isEqualTo(13);
            assertThat(frames("dropped", "late")).isEqualTo(3);
            assertThat(frames("hole", "none")).isEqualTo(1);
            assertThat(registry.get("marotte.output.frames")
                            .tag("kind", "all")
                            .counter()
                            .count())
                    .isEqualTo(25);
            assertThat(registry.get("marotte.queue.depth").gauge().value()).isEqualTo(4);
            assertThat(registry.get("marotte.sessions.active").gauge().value()).isEqualTo(2);
        }
        assertThat(registry.get("marotte.queue.depth").gauge().value()).isZero();
        assertThat(registry.get("marotte.sessions.active").gauge().value()).isZero();
    }

    @Test
    void aPictureIsAsOldAsItIsWhenItIsReadyToBeSeen() throws IOException {
        try (var session = meters.begin();
                ClipWriter writer = session.around(new TakenDown())
                        .open(FrameRate.of(25), new Sound.None(), captured(NOW.minusMillis(80)))) {
            writer.show(captured(NOW.minusMillis(80)));
            writer.frame();
            writer.frame();
        }
        assertThat(registry.get("marotte.latency").timer().count()).isEqualTo(1);
        assertThat(registry.get("marotte.latency").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(80);
        assertThat(registry.get("marotte.step").tag("step", "encode").timer().count())
                .isEqualTo(2);
    }

    private double frames(String outcome, String reason) {
        return registry.get("marotte.frames")
                .tags("stage", "sink", "outcome", outcome, "reason", reason)
                .counter()
                .count();
    }

    private static SinkProgress progress(int waiting, long written, OutcomeCounts counts) {
        return new SinkProgress(10, waiting, written, Pts.ZERO, counts);
    }

    private static Rendered captured(Instant at) {
        return new Rendered(
                new FrameStamp(new SessionId("test"), 0, Pts.ZERO),
                FrameTiming.unhurried(at),
                new Picture(PictureCodec.RAW_BGR, 2, 2, Bytes.of(new byte[12])),
                new Alpha.None(),
                new StageTimes(0, 0, 0, 1));
    }
}
