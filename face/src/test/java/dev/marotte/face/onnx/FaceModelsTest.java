package dev.marotte.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.FaceFinder.Face;
import dev.marotte.face.FaceMesh;
import dev.marotte.face.FaceRegion;
import dev.marotte.face.FaceTracker;
import dev.marotte.face.Scene;
import dev.marotte.face.Scene.Portrait;
import dev.marotte.face.TrackState;
import dev.marotte.face.Tracking;
import dev.marotte.face.opencv.PictureDecoder;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceModelsTest {
    private static final String FIXTURES = "/dev/marotte/face/fixtures/mesh/";
    private static FaceModels models;

    @BeforeAll
    static void load() {
        models = FaceModels.load();
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collins",
                "collins_turned",
                "collins_mirrored",
                "collins_close",
                "hopper",
                "hopper_turned",
                "hopper_mirrored",
                "hopper_at_the_edge"
            })
    void landmarksAreThoseOfTheOriginalModelWithinATenthOfAPixel(String name) throws IOException {
        FloatBuffer expected = fixture(name);
        FaceMesh.Fit fit = models.mesh()
                .fit(Scene.of(FIXTURES + name + ".png").pixels(), new FaceRegion(96, 96, OnnxFaceMesh.SIZE, 0));

        float[] found = fit.landmarks().toArray();
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected.get(i), within(0.1f));
        }
        assertThat(fit.presence()).isCloseTo(expected.get(found.length), within(0.01f));
    }

    @Test
    void aCupOfCoffeeIsNoFace() {
        FaceMesh.Fit fit = models.mesh()
                .fit(Scene.of(FIXTURES + "coffee.png").pixels(), new FaceRegion(96, 96, OnnxFaceMesh.SIZE, 0));

        assertThat(fit.present()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void findsTheFaceOfAPortrait(Portrait portrait) {
        List<Face> faces = models.finder()
                .find(Scene.empty(600, 600).with(portrait, 300, 250, 150, 0).pixels());

        assertThat(faces).hasSize(1);
        assertLiesAt(faces.getFirst(), 300, 250, 150);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 100, 300, 700})
    void findsAFaceOfAnySizeInAFullHdPicture(int size) {
        List<Face> faces = models.finder()
                .find(Scene.empty(1920, 1080)
                        .with(Portrait.HOPPER, 1200, 600, size, 0)
                        .pixels());

        assertThat(faces).hasSize(1);
        assertLiesAt(faces.getFirst(), 1200, 600, size);
    }

    @Test
    void findsNobodyInAnEmptyPicture() {
        assertThat(models.finder().find(Scene.empty(1280, 720).pixels())).isEmpty();
    }

    @Test
    void findsSeveralFacesFromTheLeft() {
        List<Face> faces = models.finder()
                .find(Scene.empty(1280, 720)
                        .with(Portrait.HOPPER, 1000, 300, 200, 0)
                        .with(Portrait.COLLINS, 600, 350, 120, 0)
                        .with(Portrait.HOPPER, 200, 300, 150, 0)
                        .pixels());

        assertThat(faces).hasSize(3);
        assertLiesAt(faces.get(0), 200, 300, 150);
        assertLiesAt(faces.get(1), 600, 350, 120);
        assertLiesAt(faces.get(2), 1000, 300, 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, -20, 20, 40})
    void aTiltedHeadHasThatRoll(int degrees) {
        CanonicalFace canonical = CanonicalFace.load();
        HeadPose upright = pose(canonical, 0);
        HeadPose tilted = pose(canonical, degrees);

        assertThat(tilted.roll() - upright.roll()).isCloseTo(degrees, within(4f));
        assertThat(tilted.yaw()).isCloseTo(upright.yaw(), within(6f));
        assertThat(tilted.pitch()).isCloseTo(upright.pitch(), within(6f));
    }

    @Test
    void followsAFaceThatLeavesAndReturns() {
        FaceTracker tracker = models.tracker();
        PictureDecoder decoder = new PictureDecoder();
        TrackState state = TrackState.START;
        StringBuilder seen = new StringBuilder();
        for (int x : new int[] {300, 310, 320, -200, -200, 200, 205, 210}) {
            Scene scene = Scene.empty(640, 480).with(Portrait.COLLINS, x, 220, 140, 0);
            Tracking tracking = tracker.track(state, decoder.source(scene.jpeg()), new FaceChoice.LargestFace());
            state = tracking.state();
            seen.append(tracking instanceof Tracking.Found ? 'f' : '-');
        }

        assertThat(seen).hasToString("fff--fff");
    }

    /** The same points whether or not the picture is reduced while it is decoded: a pixel of the reduced one has four of the whole. */
    @Test
    void reducedDecodingDoesNotShiftLandmarks() {
        FaceTracker tracker = models.tracker();
        PictureDecoder decoder = new PictureDecoder();
        Scene scene = Scene.empty(1500, 1200).with(Portrait.HOPPER, 700, 600, 650, 0);
        TrackState held = tracker.track(TrackState.START, decoder.source(scene.jpeg()), new FaceChoice.LargestFace())
                .state();
        FaceLandmarks reduced =
                landmarks(tracker.track(held, decoder.source(scene.jpeg()), new FaceChoice.LargestFace()));
        FaceLandmarks full = landmarks(tracker.track(held, decoder.source(scene.png()), new FaceChoice.LargestFace()));

        assertThat(meanX(reduced)).isCloseTo(meanX(full), within(1.0));
        assertThat(meanY(reduced)).isCloseTo(meanY(full), within(1.0));
    }

    private static HeadPose pose(CanonicalFace canonical, double degrees) {
        Face face = models.finder()
                .find(Scene.empty(600, 600)
                        .with(Portrait.COLLINS, 300, 300, 200, degrees)
                        .pixels())
                .getFirst();
        return canonical.fit(face.landmarks()).rotation().pose();
    }

    private static void assertLiesAt(Face face, double x, double y, double size) {
        assertThat(meanX(face.landmarks())).isCloseTo(x, within(0.25 * size));
        assertThat(meanY(face.landmarks())).isCloseTo(y, within(0.25 * size));
        double height = Math.hypot(
                face.landmarks().x(10) - face.landmarks().x(152),
                face.landmarks().y(10) - face.landmarks().y(152));
        assertThat(height).isBetween(0.7 * size, 1.5 * size);
    }

    private static FaceLandmarks landmarks(Tracking tracking) {
        return ((Tracking.Found) tracking).landmarks();
    }

    private static double meanX(FaceLandmarks face) {
        double sum = 0;
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            sum += face.x(point);
        }
        return sum / FaceLandmarks.COUNT;
    }

    private static double meanY(FaceLandmarks face) {
        double sum = 0;
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            sum += face.y(point);
        }
        return sum / FaceLandmarks.COUNT;
    }

    private static FloatBuffer fixture(String name) throws IOException {
        try (InputStream floats =
                Objects.requireNonNull(FaceModelsTest.class.getResourceAsStream(FIXTURES + name + ".f32"))) {
            return ByteBuffer.wrap(floats.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
        }
    }
}
