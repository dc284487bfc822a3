package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.ID;
import static dev.marotte.landmark.Rig.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed of an open session holds from the next frame on. */
class LiveControlsTest {
    private static final Session SESSION =
            Rig.session(ID, Profile.LIVE, new NeutralChoice.BestNeutral(Duration.ofSeconds(2)));

    /** Frames of the driver in which there is nobody. */
    private static final Set<Long> AWAY = Set.of(3L);

    @TempDir
    private Path state;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(state, Profile.LIVE, new Driver(AWAY, 0));
        rig.tell(SESSION);
        rig.send(frame(0), frame(1));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void anotherIdentityIsBoundToTheNextFrame() {
        rig.tell(SESSION.as(new IdentityRef("lisa", 7)));
        rig.send(frame(2));

        assertThat(tracked()).extracting(each -> each.identity().name()).containsExactly("mona", "mona", "lisa");
    }

    @Test
    void otherStrengthsAreBoundToTheNextFrame() {
        MotionSettings calm = MotionSettings.DEFAULT.withHead(0.25f).withExpression(2);
        rig.tell(SESSION.moving(calm));
        rig.send(frame(2));

        assertThat(tracked().getLast().settings()).isEqualTo(SESSION.settings().moving(calm));
    }

    @Test
    void theNextFaceIsTheNewNeutralOne() {
        rig.tell(SESSION.under(LiveControls.NONE.reanchored()));
        rig.send(frame(2), frame(4));

        assertThat(tracked()).extracting(Tracked::neutralIndex).containsExactly(0L, 0L, 2L, 2L);
        assertThat(rig.read(Topics.NEUTRALS)).extracting(Neutral::index).containsExactly(0L, 2L);
    }

    @Test
    void aNewNeutralFrameWaitsForAFaceAndTheAvatarHoldsMeanwhile() {
        rig.tell(SESSION.under(LiveControls.NONE.reanchored()));
        rig.tell(SESSION.under(LiveControls.NONE.reanchored().reanchored()));
        rig.send(frame(3), frame(4), frame(5));

        List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
        assertThat(landmarks.get(3))
                .isInstanceOfSatisfying(
                        Untracked.class,
                        nobody -> assertThat(nobody.everTracked()).isTrue());
        assertThat(RecordsAwaitingNeutral.tracked(landmarks))
                .extracting(Tracked::neutralIndex)
                .containsExactly(0L, 0L, 4L, 4L);
    }

    private List<Tracked> tracked() {
        return RecordsAwaitingNeutral.tracked(rig.read(Topics.LANDMARKS));
    }
}
