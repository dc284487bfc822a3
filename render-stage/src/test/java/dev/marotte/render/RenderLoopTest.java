package dev.marotte.render;

import static dev.marotte.render.RenderLoopRig.FIRST;
import static dev.marotte.render.RenderLoopRig.LISA;
import static dev.marotte.render.RenderLoopRig.LOSSLESS;
import static dev.marotte.render.RenderLoopRig.SECOND;
import static dev.marotte.render.RenderLoopRig.TABLE_WAIT;
import static dev.marotte.render.RenderLoopRig.committed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The loop turn by turn: whose frames it takes, what it commits, buries and prepares. */
class RenderLoopTest {
    private final RenderLoopRig rig = new RenderLoopRig();

    @Test
    void leavesTheOtherProfilesFramesAlone() {
        rig.send(FIRST, TestLandmarks.live(rig.clock.instant(), Duration.ofDays(1)), "live", rig.mona, 0, 2);
        rig.send(FIRST, LOSSLESS, "old", rig.mona, 0, 2);
        rig.turns(1);
        assertThat(rig.indices("live")).isEmpty();
        assertThat(rig.delivery.outcomes("old")).hasSize(2).hasOnlyElementsOfType(Rendered.class);
        assertThat(rig.delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 4));
    }

    @Test
    void neverDropsALosslessFrameForItsAgeInALiveLoop() {
        RenderLoop live = rig.loop(Profile.LIVE);
        rig.send(FIRST, LOSSLESS, "old", rig.mona, 0, 2);
        rig.send(FIRST, TestLandmarks.live(rig.clock.instant(), Duration.ofDays(1)), "live", rig.mona, 0, 1);
        rig.turns(live, 1);
        assertThat(rig.delivery.outcomes("old")).isEmpty();
        assertThat(rig.delivery.outcomes("live")).hasSize(1).hasOnlyElementsOfType(Rendered.class);
    }

    @Test
    void commitsWhatItSkipsOnceASecond() {
        TestLandmarks others = TestLandmarks.live(rig.clock.instant(), Duration.ofDays(1));
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 1);
        rig.turns(1);
        for (int index = 0; index < 10; index++) {
            rig.send(FIRST, others, "live", rig.mona, index, index + 1);
            rig.turns(1);
        }
        assertThat(rig.delivery.commits()).hasSize(1);

        rig.clock.move(Duration.ofSeconds(1));
        rig.turns(2);
        assertThat(rig.delivery.commits()).hasSize(2);
        assertThat(rig.delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 11));
    }

    @Test
    void commitsNothingOfAPartitionThatIsAnothersByNow() {
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 1);
        rig.turns(1);
        rig.send(FIRST, TestLandmarks.live(rig.clock.instant(), Duration.ofDays(1)), "live", rig.mona, 0, 1);
        rig.turns(1);
        rig.consumer.rebalance(List.of(SECOND));
        rig.clock.move(Duration.ofSeconds(1));
        rig.turns(1);
        assertThat(rig.delivery.commits()).hasSize(1);
    }

    @Test
    void buriesDamagedRecordsOfItsOwnProfileAndThoseOfNone() {
        rig.damage(FIRST, Optional.of(LOSSLESS.tracked("a", 0, rig.mona, 50)));
        rig.damage(
                FIRST,
                Optional.of(TestLandmarks.live(rig.clock.instant(), TABLE_WAIT).tracked("live", 0, rig.mona, 50)));
        rig.damage(FIRST, Optional.empty());
        rig.turns(1);
        assertThat(rig.reasons("a")).containsExactly(DropReason.UNREADABLE);
        assertThat(rig.delivery.outcomes("live")).isEmpty();
        assertThat(rig.delivery.letters()).isEqualTo(2);
    }

    @Test
    void buriesInALiveLoopOnlyWhatIsLive() {
        RenderLoop live = rig.loop(Profile.LIVE);
        rig.damage(FIRST, Optional.of(LOSSLESS.tracked("a", 0, rig.mona, 50)));
        rig.damage(
                FIRST,
                Optional.of(TestLandmarks.live(rig.clock.instant(), TABLE_WAIT).tracked("live", 0, rig.mona, 50)));
        rig.damage(FIRST, Optional.empty());
        rig.turns(live, 1);
        assertThat(rig.delivery.outcomes("a")).isEmpty();
        assertThat(rig.reasons("live")).containsExactly(DropReason.UNREADABLE);
        assertThat(rig.delivery.letters()).isEqualTo(1);
    }

    @Test
    void readsTheIdentityOfASessionThatIsOpenedBeforeItsFirstFrame() {
        rig.turns(1);
        rig.open(TestSessions.open("a", Profile.LOSSLESS, rig.mona));
        rig.turns(1);
        assertThat(rig.identities.reads(rig.mona)).isEqualTo(1);

        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 2);
        rig.turns(1);
        assertThat(rig.indices("a")).containsExactly(0L, 1L);
        assertThat(rig.identities.reads(rig.mona)).isEqualTo(1);
    }

    @Test
    void preparesForNobodyWhoDoesNotComeHere() {
        rig.turns(1);
        rig.open(TestSessions.open("live", Profile.LIVE, rig.mona));
        rig.open(TestSessions.open("b", Profile.LOSSLESS, LISA));
        rig.open(TestSessions.ended(TestSessions.open("b", Profile.LOSSLESS, LISA)));
        rig.turns(1);
        rig.identities.enrol("lisa", 100);
        rig.turns(1);
        assertThat(rig.identities.reads(rig.mona)).isZero();
        assertThat(rig.identities.reads(LISA)).isZero();
        assertThat(rig.delivery.commits()).isEmpty();
    }

    @Test
    void handsItsPartitionsBackWhenItIsClosed() {
        rig.turns(1);
        rig.lossless.close();
        rig.lossless.run();
        assertThat(rig.consumer.closed()).isTrue();
        assertThat(rig.sessions.closed()).isTrue();
    }
}
