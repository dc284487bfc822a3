package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeutralScoreTest {
    private static final HeadPose AHEAD = new HeadPose(0, 0, 0);
    private static final NeutralChoice BEST = new NeutralChoice.BestNeutral(Duration.ofSeconds(2));

    @Test
    void prefersAClosedMouth() {
        assertThat(chosen(frame(0, 1.5, AHEAD), frame(1, 0.1, AHEAD), frame(2, 0.9, AHEAD)))
                .isEqualTo(1);
    }

    @Test
    void prefersTheUsualPose() {
        HeadPose turned = new HeadPose(35, 0, 0);

        assertThat(chosen(frame(0, 0, turned), frame(1, 0, AHEAD), frame(2, 0, AHEAD), frame(3, 0, AHEAD)))
                .isNotZero();
    }

    @Test
    void prefersAStillHead() {
        HeadPose right = new HeadPose(6, 0, 0);
        HeadPose left = new HeadPose(-6, 0, 0);

        assertThat(chosen(frame(0, 1.5, left), frame(1, 0, right), frame(2, 0, left), frame(3, 0, left)))
                .isEqualTo(3);
    }

    @Test
    void keepsTheFirstFrameWhereNoneIsPlainlyBetter() {
        assertThat(chosen(frame(0, 0.4, AHEAD), frame(1, 0.1, AHEAD), frame(2, 0, AHEAD)))
                .isZero();
    }

    @Test
    void aClipThatBeginsWithAMoveMayBeginAtRest() {
        HeadPose aside = new HeadPose(12, 0, 0);

        assertThat(chosen(frame(0, 0, AHEAD), frame(1, 0, aside), frame(2, 0, AHEAD), frame(3, 0, AHEAD)))
                .isZero();
    }

    @Test
    void theOnlyCandidateIsChosen() {
        assertThat(chosen(frame(7, 2, AHEAD))).isEqualTo(7);
    }

    @Test
    void takesTheFrameNearestToAGivenTime() {
        List<Tracked> frames = List.of(frame(0, 0, AHEAD), frame(1, 1, AHEAD), frame(2, 0, AHEAD));

        assertThat(NeutralScore.choose(frames, new NeutralChoice.NeutralAt(new Pts(49_000)))
                        .stamp()
                        .index())
                .isEqualTo(1);
    }

    private static long chosen(Tracked... frames) {
        return NeutralScore.choose(List.of(frames), BEST).stamp().index();
    }

    private static Tracked frame(long index, double mouth, HeadPose pose) {
        FrameStamp stamp = new FrameStamp(new SessionId("demo"), index, new Pts(index * 40_000));
        return new Tracked(
                stamp,
                Profile.LOSSLESS,
                FrameTiming.unhurried(Instant.EPOCH),
                new IdentityRef("mona", 1),
                RenderSettings.DEFAULT,
                index,
                Driver.face(mouth, pose),
                pose,
                1,
                400,
                400);
    }
}
