package dev.marotte.render;

import static dev.marotte.render.RenderLoopRig.FIRST;
import static dev.marotte.render.RenderLoopRig.LISA;
import static dev.marotte.render.RenderLoopRig.LOSSLESS;
import static dev.marotte.render.RenderLoopRig.SECOND;
import static dev.marotte.render.RenderLoopRig.TABLE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import org.junit.jupiter.api.Test;

/** What the meters of the loop say. */
class RenderLoopMetersTest {
    private final RenderLoopRig rig = new RenderLoopRig();

    @Test
    void countsNoIdentityAsReadyWhileItsDriversNeutralIsAwaited() {
        rig.withoutNeutral.add(new SessionId("a"));
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 1);
        rig.turns(100);
        assertThat(rig.registry.get("marotte.identity.cache.hits").counter().count())
                .isZero();
    }

    @Test
    void countsWhatBecameOfFramesAndWhatIsHeld() {
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 3);
        rig.send(SECOND, LOSSLESS, "b", LISA, 0, 1);
        rig.turns(1);
        assertThat(rig.registry
                        .get("marotte.frames")
                        .tag("outcome", "rendered")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(rig.registry.get("marotte.partitions.held").gauge().value()).isEqualTo(1);
        assertThat(rig.registry.get("marotte.identity.cache.hits").counter().count())
                .isEqualTo(2);
        assertThat(rig.registry.get("marotte.identity.cache.misses").counter().count())
                .isEqualTo(1);
        assertThat(rig.registry.get("marotte.identity.cache.residents").gauge().value())
                .isEqualTo(1);

        rig.clock.move(TABLE_WAIT);
        rig.turns(2);
        assertThat(rig.registry
                        .get("marotte.frames")
                        .tags("stage", "render", "outcome", "dropped", "reason", "no_identity")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(rig.registry.get("marotte.partitions.held").gauge().value()).isZero();
    }

    @Test
    void countsTheSessionsOfItsProfileThatAreOpen() {
        Session session = TestSessions.open("a", Profile.LOSSLESS, rig.mona);
        rig.open(session);
        rig.open(TestSessions.open("b", Profile.LIVE, rig.mona));
        rig.turns(1);
        assertThat(rig.registry.get("marotte.sessions.active").gauge().value()).isEqualTo(1);

        rig.open(TestSessions.ended(session));
        rig.turns(1);
        assertThat(rig.registry.get("marotte.sessions.active").gauge().value()).isZero();
    }

    @Test
    void showsTheCapacityThatItIsSaidToHave() {
        rig.meters.capacity(12);
        assertThat(rig.registry.get("marotte.sessions.capacity").gauge().value())
                .isEqualTo(12);
    }

    @Test
    void countsNothingOfABatchThatWasRefused() {
        rig.send(FIRST, LOSSLESS, "a", rig.mona, 0, 3);
        rig.delivery.refuse(1);
        rig.turns(1);
        assertThat(rig.registry.find("marotte.frames").counter()).isNull();
        rig.turns(1);
        assertThat(rig.registry.get("marotte.frames").counter().count()).isEqualTo(3);
        assertThat(rig.registry.get("marotte.batch.frames").summary().max()).isEqualTo(3);
        assertThat(rig.registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }
}
