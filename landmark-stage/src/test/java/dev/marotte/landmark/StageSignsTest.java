package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.FRAME_MICROS;
import static dev.marotte.landmark.Rig.ID;
import static dev.marotte.landmark.Rig.end;
import static dev.marotte.landmark.Rig.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.Meter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others see of the stage's work: reports and meters. */
class StageSignsTest {
    private static final NeutralChoice FIRST = new NeutralChoice.BestNeutral(Duration.ZERO);
    private static final NeutralChoice BEST_OF_AN_HOUR = new NeutralChoice.BestNeutral(Duration.ofHours(1));

    @TempDir
    private Path state;

    @Test
    void reportsEverySecondAlsoWhileLandmarksAreHeldBack() {
        try (Rig rig = rig(Profile.LOSSLESS, BEST_OF_AN_HOUR)) {
            for (int index = 0; index < 21; index++) {
                rig.send(frame(index));
                rig.clock.advance(Duration.ofMillis(100));
            }

            assertThat(rig.read(Topics.LANDMARKS)).isEmpty();
            assertThat(rig.read(Topics.REPORTS))
                    .extracting(StageReport::session, StageReport::stage, StageReport::frames, StageReport::upTo)
                    .containsExactly(
                            tuple(ID, StageName.LANDMARK, 1L, Pts.ZERO),
                            tuple(ID, StageName.LANDMARK, 11L, new Pts(10 * FRAME_MICROS)),
                            tuple(ID, StageName.LANDMARK, 21L, new Pts(20 * FRAME_MICROS)));
        }
    }

    @Test
    void theLastReportHasAllFrames() {
        try (Rig rig = rig(Profile.LOSSLESS, FIRST)) {
            rig.send(frame(0), frame(1), end(2));

            assertThat(rig.read(Topics.REPORTS).getLast())
                    .extracting(StageReport::frames, StageReport::upTo, StageReport::at)
                    .containsExactly(2L, new Pts(2 * FRAME_MICROS), Instant.EPOCH);
        }
    }

    @Test
    void countsFramesByWhatBecameOfThem() {
        try (Rig rig = rig(Profile.LIVE, FIRST)) {
            rig.clock.advance(Duration.ofSeconds(1));
            rig.send(frame(0), frame(1), frame(ID, 2, FrameTiming.within(Duration.ofMillis(1), Instant.EPOCH), 0));

            assertThat(frames(rig, "tracked", "none")).isEqualTo(1);
            assertThat(frames(rig, "untracked", "no_face")).isEqualTo(1);
            assertThat(frames(rig, "untracked", "late")).isEqualTo(1);
        }
    }

    @Test
    void measuresLatencyFromCaptureAndTheLookAtEachFrame() {
        try (Rig rig = rig(Profile.LIVE, FIRST)) {
            rig.clock.advance(Duration.ofMillis(40));
            rig.send(frame(0));

            assertThat(rig.meters
                            .get("marotte.latency")
                            .tag("stage", "landmark")
                            .timer()
                            .max(TimeUnit.MILLISECONDS))
                    .isEqualTo(40);
            assertThat(rig.meters
                            .get("marotte.step")
                            .tag("step", "track")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aCaptureByAClockThatIsAheadHasNoLatency() {
        try (Rig rig = rig(Profile.LIVE, FIRST)) {
            rig.send(frame(ID, 0, FrameTiming.unhurried(Instant.EPOCH.plusSeconds(1)), 0));

            assertThat(rig.meters.get("marotte.latency").timer().count()).isEqualTo(1);
            assertThat(rig.meters.get("marotte.latency").timer().totalTime(TimeUnit.MILLISECONDS))
                    .isZero();
        }
    }

    @Test
    void knowsHowManySessionsAreUnderWay() {
        try (Rig rig = rig(Profile.LOSSLESS, FIRST)) {
            rig.send(frame(0));
            rig.passTime(Duration.ofSeconds(1));
            assertThat(gauge(rig, "marotte.sessions.active")).isEqualTo(1);
            assertThat(gauge(rig, "marotte.tasks")).isEqualTo(1);

            rig.send(end(1));
            rig.passTime(Duration.ofSeconds(1));
            assertThat(gauge(rig, "marotte.sessions.active")).isZero();
        }
    }

    @Test
    void everyMeterSaysWhatItIs() {
        try (Rig rig = rig(Profile.LIVE, FIRST)) {
            rig.send(frame(0));

            assertThat(rig.meters.getMeters())
                    .isNotEmpty()
                    .extracting(Meter::getId)
                    .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank());
        }
    }

    private Rig rig(Profile profile, NeutralChoice neutral) {
        Rig rig = new Rig(state, profile, new Driver(Set.of(1L), 0));
        rig.open(profile, neutral);
        return rig;
    }

    private static double frames(Rig rig, String outcome, String reason) {
        return rig.meters
                .get("marotte.frames")
                .tags("stage", "landmark", "outcome", outcome, "reason", reason)
                .counter()
                .count();
    }

    private static double gauge(Rig rig, String name) {
        return rig.meters.get(name).tag("stage", "landmark").gauge().value();
    }
}
