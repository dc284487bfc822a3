package dev.marotte.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.schemas.FaceChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceTrackerTest {
    private static final FaceChoice LARGEST = new FaceChoice.LargestFace();

    private final Faces.Scene scene = new Faces.Scene();
    private final FaceTracker tracker = new FaceTracker(scene, scene, scene);

    @Test
    void asksTheDetectorOnlyUntilAFaceIsHeld() {
        scene.faces = List.of(Faces.square(100, 100, 60));
        Tracking first = track(TrackState.START);
        scene.faces = List.of(Faces.square(110, 100, 60));
        Tracking second = track(first.state());

        assertThat(scene.searches).isEqualTo(1);
        assertThat(second)
                .isInstanceOfSatisfying(
                        Tracking.Found.class,
                        found -> assertThat(found.landmarks()).isEqualTo(scene.faces.getFirst()));
    }

    @Test
    void findsAFaceThatJumpedInTheSameFrame() {
        scene.faces = List.of(Faces.square(100, 100, 60));
        Tracking first = track(TrackState.START);
        scene.faces = List.of(Faces.square(300, 200, 60));

        assertThat(track(first.state())).isInstanceOf(Tracking.Found.class);
    }

    @Test
    void findsAFaceThatLeftAndCameBack() {
        scene.faces = List.of(Faces.square(100, 100, 60));
        TrackState held = track(TrackState.START).state();
        scene.faces = List.of();
        Tracking gone = track(held);
        Tracking stillGone = track(gone.state());
        scene.faces = List.of(Faces.square(200, 100, 60));

        assertThat(gone).isInstanceOf(Tracking.NoFace.class);
        assertThat(stillGone).isInstanceOf(Tracking.NoFace.class);
        assertThat(track(stillGone.state())).isInstanceOf(Tracking.Found.class);
    }

    @Test
    void holdsTheLargestFaceEvenWhenALargerOneEnters() {
        scene.faces = List.of(Faces.square(100, 100, 60), Faces.square(300, 100, 50));
        TrackState held = track(TrackState.START).state();
        scene.faces = List.of(Faces.square(100, 100, 60), Faces.square(300, 100, 120));

        assertThat(heldX(track(held).state())).isEqualTo(100);
    }

    @Test
    void countsFacesFromTheLeft() {
        scene.faces = List.of(Faces.square(300, 100, 90), Faces.square(50, 100, 30), Faces.square(150, 100, 60));

        assertThat(heldX(tracker.track(TrackState.START, scene, new FaceChoice.NumberedFace(2))
                        .state()))
                .isEqualTo(150);
    }

    @Test
    void waitsForAFaceOfThatNumber() {
        scene.faces = List.of(Faces.square(300, 100, 90));

        assertThat(tracker.track(TrackState.START, scene, new FaceChoice.NumberedFace(2)))
                .isInstanceOf(Tracking.NoFace.class);
    }

    @Test
    void aBrokenPictureKeepsWhatIsHeld() {
        scene.faces = List.of(Faces.square(100, 100, 60));
        TrackState held = track(TrackState.START).state();
        scene.broken = true;

        assertThat(track(held)).isEqualTo(new Tracking.BrokenPicture(held));
    }

    @Test
    void aFaceThatMovedIsFittedWhereItIs() {
        scene.pull = 0.1;
        scene.faces = List.of(Faces.square(100, 100, 60));
        TrackState held = track(TrackState.START).state();
        scene.faces = List.of(Faces.square(120, 100, 60));

        assertThat(track(held))
                .isInstanceOfSatisfying(
                        Tracking.Found.class,
                        found -> assertThat(found.landmarks().x(MeshPoints.LEFT_EYE_CORNER))
                                .isCloseTo(120 + 15f, within(0.5f)));
    }

    @Test
    void aFaceThatIsHeldStillIsFittedOnce() {
        scene.faces = List.of(Faces.square(100, 100, 60));
        TrackState held = track(TrackState.START).state();
        scene.fits = 0;
        track(held);

        assertThat(scene.fits).isEqualTo(1);
    }

    private Tracking track(TrackState before) {
        return tracker.track(before, scene, LARGEST);
    }

    private static double heldX(TrackState state) {
        return Math.rint(((TrackState.Held) state).region().centreX());
    }
}
