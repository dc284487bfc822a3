package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.implicit.HeadAngles;
import dev.marotte.face.implicit.ImplicitCrop;
import dev.marotte.face.implicit.ImplicitKeypoints;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.KeypointEmbedding;
import dev.marotte.render.Identities.Lookup;
import dev.marotte.render.Identities.Standing;
import dev.marotte.render.opencv.OpenCvPasteBack;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drawing with implicit-keypoint networks, by stand-ins that move the whole crop by the mean way of its keypoints. */
class KeypointGeneratorTest {
    private static final int SIDE = 512;
    private static final IdentityRef HOPPER = new IdentityRef("hopper", 1);
    private static final FaceLandmarks DRIVER = Meshes.filling(50, 50, 40, 40);
    private static final FaceRegion CROP = ImplicitCrop.driver(DRIVER);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private static KeypointStudio studio;
    private static EnrolledIdentity hopper;

    @BeforeAll
    static void enrol() {
        studio = new KeypointStudio();
        hopper = studio.hopper();
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    private static ImplicitKeypoints atRest() {
        return KeypointEmbedding.of(hopper.embedding()).source().keypoints();
    }

    private static byte[] drawn(ImplicitKeypoints keypoints) {
        List<byte[]> drawings = new ArrayList<>();
        studio.generator()
                .draw(
                        List.of(new DrawRequest(hopper.embedding(), new DrawTarget.Keypoints(keypoints))),
                        SIDE,
                        (_, drawing) -> drawings.add(bytes(drawing)));
        return drawings.getFirst();
    }

    private static byte[] bytes(RenderedCrop drawing) {
        byte[] pixels = new byte[RenderedCrop.pixels(drawing.size())];
        drawing.abgr().get(0, pixels);
        return pixels;
    }

    /** Of a drawing's green in its middle half from the portrait's, so many pixels further to the left. */
    private static double difference(byte[] abgr, int shift) {
        ByteBuffer rgb = KeypointEmbedding.of(hopper.embedding()).rgb();
        long sum = 0;
        int count = 0;
        for (int y = SIDE / 4; y < 3 * SIDE / 4; y++) {
            for (int x = SIDE / 4; x < 3 * SIDE / 4; x++) {
                int green = abgr[4 * (y * SIDE + x) + 2] & 0xff;
                sum += Math.abs(green - (rgb.get(3 * (y * SIDE + x - shift) + 1) & 0xff));
                count++;
            }
        }
        return (double) sum / count;
    }

    @Test
    void drawsThePortraitsCropWhereNothingMoves() {
        byte[] drawing = drawn(atRest());
        assertThat(difference(drawing, 0)).isLessThan(difference(drawing, SIDE / 8) / 2);
        assertThat(drawn(atRest())).isEqualTo(drawing);
    }

    @Test
    void movesWhatItDrawsAsTheKeypointsMove() {
        byte[] drawing = drawn(atRest().shifted(.25, 0));
        assertThat(difference(drawing, SIDE / 8)).isLessThan(difference(drawing, 0) / 2);
    }

    @Test
    void coversTheCropAndLeavesItsOutermostPixelsToThePortrait() {
        byte[] drawing = drawn(atRest().shifted(.25, .25));
        ByteBuffer rgb = KeypointEmbedding.of(hopper.embedding()).rgb();
        for (int at = 0; at < SIDE; at++) {
            assertThat(drawing[4 * at]).isEqualTo((byte) 255);
            assertThat(drawing[4 * at + 1]).isEqualTo(rgb.get(3 * at + 2));
            assertThat(drawing[4 * at * SIDE + 3]).isEqualTo(rgb.get(3 * at * SIDE));
        }
    }

    @Test
    void drawsNothingThatIsMovedByLandmarks() {
        DrawRequest byLandmarks = new DrawRequest(hopper.embedding(), hopper.rest());
        assertThatThrownBy(() -> studio.generator().draw(List.of(byLandmarks), SIDE, (_, _) -> {}))
                .hasMessageContaining("moved by landmarks");
    }

    private static NetworkMotion motion(String family, double x) {
        ImplicitMotion seen = new ImplicitMotion(
                new HeadAngles(0, 0, 0), 30, x, 50, ImplicitKeypoints.of(new float[ImplicitKeypoints.COORDINATES]));
        return new NetworkMotion.Seen(family, seen.numbers());
    }

    private static Tracked tracked(long index, NetworkMotion motion) {
        Tracked plain = TestLandmarks.lossless().tracked("a", index, HOPPER, 50);
        return TestLandmarks.moved(plain, motion);
    }

    private static RenderedMessage rendered(Tracked frame) {
        NetworkMotion rest = motion(studio.kind().family(), 50);
        Neutrals neutrals = (session, index) ->
                Optional.of(new Neutral(new SessionId("a"), index, DRIVER, 100, 100).seenAs(rest, rest));
        var cache = TestCache.seenBy(new OnlyHopper(), new OpenCvPasteBack(), studio.generator());
        var planner = new Planner(cache, neutrals, new TableWait(Duration.ZERO, CLOCK), CLOCK);
        var renderer = new Renderer(planner, new OpenCvPasteBack(), CLOCK);
        return renderer.render(List.of((Plan.Ready) renderer.plan(frame))).getFirst();
    }

    @Test
    void rendersFramesToTheSameBytesAgainAndOthersToOthers() {
        String family = studio.kind().family();
        RenderedMessage still = rendered(tracked(1, motion(family, 50)));
        assertThat(still).isInstanceOf(Rendered.class).isEqualTo(rendered(tracked(1, motion(family, 50))));
        assertThat(((Rendered) still).picture().width())
                .isEqualTo(hopper.portrait().width());
        RenderedMessage moved = rendered(tracked(1, motion(family, 50 + CROP.side() / 8)));
        assertThat(((Rendered) moved).picture()).isNotEqualTo(((Rendered) still).picture());
    }

    @Test
    void dropsFramesWhoseMotionOtherNetworksSawOrNone() {
        assertDropped(rendered(tracked(1, motion("0123456789abcdef", 50))));
        assertDropped(rendered(tracked(1, new NetworkMotion.Unseen())));
    }

    private static void assertDropped(RenderedMessage message) {
        assertThat(message)
                .isInstanceOfSatisfying(
                        Dropped.class, dropped -> assertThat(dropped.reason()).isEqualTo(DropReason.UNREADABLE));
    }

    /** Nobody else is enrolled. */
    private static final class OnlyHopper implements Identities {
        @Override
        public Standing standing(IdentityRef ref) {
            return ref.equals(HOPPER) ? Standing.ENROLLED : Standing.UNKNOWN;
        }

        @Override
        public Lookup find(IdentityRef ref) {
            return new Lookup.Found(hopper);
        }
    }
}
