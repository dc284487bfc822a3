package dev.marotte.render;

import static dev.marotte.render.RenderLoopRig.FIRST;
import static dev.marotte.render.RenderLoopRig.LISA;
import static dev.marotte.render.RenderLoopRig.LOSSLESS;
import static dev.marotte.render.RenderLoopRig.SECOND;
import static dev.marotte.render.RenderLoopRig.TABLE_WAIT;
import static dev.marotte.render.RenderLoopRig.committed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StampHeader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The loop turn by turn while an identity or a neutral is still missing. */
class RenderLoopWaitTest {
    private final RenderLoopRig rig = new RenderLoopRig();

    @Test
    void goesOnWithOtherSessionsWhileOneWaitsForItsIdentity() {
        rig.send(SECOND, LOSSLESS, "b", LISA, 0, 3);
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 2);
        rig.turns(3);
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 2, 4);
        rig.turns(3);
        assertThat(rig.indices("a")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(rig.indices("b")).isEmpty();

        rig.identities.enrol("lisa", 100);
        rig.turns(2);
        assertThat(rig.delivery.outcomes("b")).hasOnlyElementsOfType(Rendered.class);
        assertThat(rig.indices("b")).containsExactly(0L, 1L, 2L);
        assertThat(rig.indices("a")).hasSize(4);
    }

    @Test
    void keepsTheOrderWhenWhatIsMissingIsMissedInTheMiddle() {
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 2);
        rig.send(FIRST, LOSSLESS, "b", LISA, 0, 1);
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 2, 4);
        rig.turns(3);
        assertThat(rig.indices("a")).containsExactly(0L, 1L);
        assertThat(rig.delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 2));

        rig.identities.enrol("lisa", 100);
        rig.turns(2);
        assertThat(rig.indices("a")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(rig.indices("b")).containsExactly(0L);
        assertThat(rig.delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 5));
    }

    @Test
    void waitsForADriversNeutralWithoutHoldingUpAnybodyElse() {
        rig.withoutNeutral.add(new SessionId("b"));
        rig.send(SECOND, LOSSLESS, "b", rig.mona, 0, 2);
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 2);
        rig.turns(2);
        assertThat(rig.indices("a")).containsExactly(0L, 1L);
        assertThat(rig.indices("b")).isEmpty();

        rig.withoutNeutral.clear();
        rig.turns(2);
        assertThat(rig.delivery.outcomes("b")).hasSize(2).hasOnlyElementsOfType(Rendered.class);
    }

    @Test
    void waitsForNothingMoreOfSomebodyWhoIsRevokedMeanwhile() {
        rig.withoutNeutral.add(new SessionId("a"));
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 1);
        rig.turns(1);
        assertThat(rig.delivery.outcomes("a")).isEmpty();
        rig.identities.revoke(rig.mona);
        rig.turns(1);
        assertThat(rig.reasons("a")).containsExactly(DropReason.NO_IDENTITY);
    }

    @Test
    void showsAPortraitAtRestWhenItComes() {
        LandmarksMessage atRest = LOSSLESS.untracked("b", 0, LISA, false, UntrackedReason.NO_FACE);
        rig.consumer.append(
                FIRST,
                "b/0",
                new Decoded.Readable<>(atRest),
                StampHeader.of(atRest).headers());
        rig.turns(2);
        assertThat(rig.delivery.outcomes("b")).isEmpty();
        rig.identities.enrol("lisa", 100);
        rig.turns(1);
        assertThat(rig.delivery.outcomes("b")).hasSize(1).hasOnlyElementsOfType(Rendered.class);
    }

    @Test
    void dropsWhatWaitedInVainAndWaitsOnlyOnce() {
        rig.withoutNeutral.add(new SessionId("a"));
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 2);
        rig.send(SECOND, LOSSLESS, "b", LISA, 0, 3);
        rig.turns(2);
        rig.clock.move(TABLE_WAIT.minusMillis(1));
        rig.turns(2);
        assertThat(rig.delivery.commits()).isEmpty();

        rig.clock.move(Duration.ofMillis(1));
        rig.turns(2);
        assertThat(rig.reasons("a")).containsExactly(DropReason.UNREADABLE, DropReason.UNREADABLE);
        assertThat(rig.reasons("b"))
                .containsExactly(DropReason.NO_IDENTITY, DropReason.NO_IDENTITY, DropReason.NO_IDENTITY);
    }

    @Test
    void rendersSomebodyWhoComesAfterTheWait() {
        rig.send(FIRST, LOSSLESS, "b", LISA, 0, 1);
        rig.turns(1);
        rig.clock.move(TABLE_WAIT);
        rig.turns(2);
        rig.identities.enrol("lisa", 100);
        rig.send(FIRST, LOSSLESS, "b", LISA, 1, 2);
        rig.turns(1);
        assertThat(rig.delivery.outcomes("b").getFirst()).isInstanceOf(Dropped.class);
        assertThat(rig.delivery.outcomes("b").getLast()).isInstanceOf(Rendered.class);
    }

    @Test
    void givesALiveFrameUpAtItsOwnDeadline() {
        RenderLoop live = rig.loop(Profile.LIVE);
        TestLandmarks frames = TestLandmarks.live(rig.clock.instant(), Duration.ofMillis(500));
        rig.send(FIRST, frames, "b", LISA, 0, 2);
        rig.turns(live, 2);
        rig.clock.move(Duration.ofMillis(499));
        rig.turns(live, 2);
        assertThat(rig.delivery.outcomes("b")).isEmpty();

        rig.clock.move(Duration.ofMillis(10));
        rig.turns(live, 2);
        assertThat(rig.reasons("b")).containsExactly(DropReason.NO_IDENTITY, DropReason.NO_IDENTITY);
    }

    @Test
    void rendersAgainWhatWasRefusedWhileAPartitionIsHeld() {
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 2);
        rig.send(FIRST, LOSSLESS, "b", LISA, 0, 2);
        rig.delivery.refuse(1);
        rig.turns(1);
        assertThat(rig.delivery.commits()).isEmpty();

        rig.identities.enrol("lisa", 100);
        rig.turns(2);
        assertThat(rig.indices("a")).containsExactly(0L, 1L);
        assertThat(rig.indices("b")).containsExactly(0L, 1L);
    }

    @Test
    void waitsForNobodyWhoIsOnlyPreparedFor() {
        rig.open(TestSessions.open("b", Profile.LOSSLESS, LISA));
        rig.turns(1);
        rig.clock.move(TABLE_WAIT);
        rig.send(FIRST, LOSSLESS, "b", LISA, 0, 1);
        rig.turns(1);
        assertThat(rig.delivery.outcomes("b")).isEmpty();
        rig.identities.enrol("lisa", 100);
        rig.turns(2);
        assertThat(rig.delivery.outcomes("b")).hasSize(1).hasOnlyElementsOfType(Rendered.class);
    }
}
