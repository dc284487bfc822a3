package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final Instant NOW = Instant.parse("2026-11-22T22:00:00Z");
    private static final TestLandmarks LANDMARKS = TestLandmarks.lossless();
    private static final FrameTiming TIMING = LANDMARKS.timing();

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final TestIdentities identities = new TestIdentities();
    private final TestGenerator generator = new TestGenerator();
    private final TestGenerator other = new TestGenerator("other 1");
    private final Neutrals neutrals = (session, index) -> index == 0
            ? Optional.of(new Neutral(session, 0, Meshes.filling(50, 50, 40, 40), 100, 100))
            : Optional.empty();
    private final IdentityRef mona = identities.enrol("mona", 100);

    private Renderer renderer() {
        LoopIdentities cache = TestCache.seenBy(identities, new TestPasteBack(), generator, other);
        Planner planner = new Planner(cache, neutrals, new TableWait(Duration.ZERO, clock), clock);
        return new Renderer(planner, new TestPasteBack(), clock);
    }

    private RenderedMessage render(LandmarksMessage message) {
        return render(renderer(), message).getFirst();
    }

    private static List<RenderedMessage> render(Renderer renderer, LandmarksMessage... batch) {
        return renderer.render(Stream.of(batch)
                .map(message -> (Plan.Ready) renderer.plan(message))
                .toList());
    }

    @Test
    void drawsAllSessionsInOneBatchAndAnswersInOrder() {
        IdentityRef lisa = identities.enrol("lisa", 100);
        List<LandmarksMessage> batch = List.of(
                tracked("a", 0, mona, 50),
                tracked("b", 0, lisa, 60),
                untracked("a", 1, true),
                tracked("a", 2, mona, 70));
        List<RenderedMessage> outcomes = render(renderer(), batch.toArray(LandmarksMessage[]::new));
        assertThat(generator.batches()).containsExactly(3);
        assertThat(outcomes)
                .extracting(RenderedMessage::stamp)
                .isEqualTo(batch.stream().map(LandmarksMessage::stamp).toList());
        assertThat(firstByte(outcomes.get(0))).isLessThan(firstByte(outcomes.get(1)));
        assertThat(firstByte(outcomes.get(1))).isLessThan(firstByte(outcomes.get(3)));
        assertThat(outcomes.get(2)).isInstanceOf(Held.class);
    }

    @Test
    void drawsOnlyWhatIsAlikeTogether() {
        IdentityRef larger = identities.enrol("larger", 200);
        render(renderer(), tracked("a", 0, mona, 50), tracked("b", 0, larger, 50));
        assertThat(generator.batches()).containsExactly(1, 1);
    }

    @Test
    void givesEachIdentityToTheGeneratorThatDrawsIt() {
        IdentityRef lisa = identities.enrol("lisa", "other 1", 100);
        assertThat(render(renderer(), tracked("a", 0, mona, 50), tracked("b", 0, lisa, 60), tracked("c", 0, mona, 70)))
                .allMatch(Rendered.class::isInstance);
        assertThat(generator.batches()).containsExactly(2);
        assertThat(other.batches()).containsExactly(1);
    }

    @Test
    void givesTheSamePictureWhateverElseIsInTheBatch() {
        RenderedMessage alone = render(tracked("a", 5, mona, 55));
        List<RenderedMessage> together = render(renderer(), tracked("a", 4, mona, 70), tracked("a", 5, mona, 55));
        assertThat(firstByte(together.get(1))).isEqualTo(firstByte(alone));
    }

    @Test
    void holdsWhenTheFaceIsLost() {
        assertThat(render(untracked("a", 7, true))).isEqualTo(new Held(stamp("a", 7), TIMING));
        assertThat(generator.batches()).isEmpty();
    }

    @Test
    void showsTheIdentityAtRestBeforeTheFirstFace() {
        assertThat(render(untracked("a", 0, false)))
                .isInstanceOfSatisfying(
                        Rendered.class,
                        rendered -> assertThat(rendered.atRest()).isTrue());
        assertThat(render(tracked("a", 1, mona, 50)))
                .isInstanceOfSatisfying(
                        Rendered.class,
                        rendered -> assertThat(rendered.atRest()).isFalse());
    }

    @Test
    void dropsFramesOfSomebodyUnknown() {
        IdentityRef stranger = new IdentityRef("stranger", 1);
        assertThat(render(tracked("a", 3, stranger, 50)))
                .isEqualTo(new Dropped(stamp("a", 3), TIMING, DropReason.NO_IDENTITY));
    }

    @Test
    void dropsFramesOfSomebodyWhoWasRevokedMeanwhile() {
        Renderer renderer = renderer();
        render(renderer, tracked("a", 0, mona, 50));
        identities.revoke(mona);
        assertThat(render(renderer, tracked("a", 1, mona, 50)).getFirst()).isInstanceOf(Dropped.class);
    }

    @Test
    void dropsAFrameWhoseNeutralIsGone() {
        Tracked lost = tracked("a", 3, mona, 50).relativeTo(99);
        assertThat(render(lost)).isEqualTo(new Dropped(stamp("a", 3), TIMING, DropReason.UNREADABLE));
    }

    @Test
    void dropsALateFrameBeforeAnyWork() {
        Tracked late = live(NOW.minusNanos(100_001_000)).tracked("a", 0, mona, 50);
        Tracked punctual = live(NOW.minusMillis(100)).tracked("a", 1, mona, 50);
        List<RenderedMessage> outcomes = render(renderer(), late, punctual);
        assertThat(outcomes.get(0)).isEqualTo(new Dropped(stamp("a", 0), late.timing(), DropReason.LATE));
        assertThat(outcomes.get(1)).isInstanceOf(Rendered.class);
        assertThat(generator.batches()).containsExactly(1);
    }

    @Test
    void dropsWhatWasTooLateForTheLandmarkStage() {
        assertThat(render(LANDMARKS.untracked("a", 4, mona, true, UntrackedReason.LATE)))
                .isEqualTo(new Dropped(stamp("a", 4), TIMING, DropReason.LATE));
    }

    @Test
    void drawsNobodyAtRestForAFrameThatIsLate() {
        Untracked late = live(NOW.minusMillis(101)).untracked("a", 0, mona, false, UntrackedReason.NO_FACE);
        assertThat(render(late)).isEqualTo(new Dropped(stamp("a", 0), late.timing(), DropReason.LATE));
        assertThat(generator.batches()).isEmpty();
    }

    @Test
    void readsSomebodyWhoWasRehearsedNotAgain() {
        Renderer renderer = renderer();
        renderer.rehearse(mona, tracked("a", 0, mona, 50).settings());
        assertThat(generator.batches()).hasSize(1);
        assertThat(render(renderer, tracked("a", 0, mona, 50)).getFirst()).isEqualTo(render(tracked("a", 0, mona, 50)));
        assertThat(identities.reads(mona)).isEqualTo(2);
    }

    @Test
    void rehearsesNobodyUnknown() {
        renderer()
                .rehearse(
                        new IdentityRef("nobody", 1), tracked("a", 0, mona, 50).settings());
        assertThat(generator.batches()).isEmpty();
    }

    @Test
    void saysWhenTheSessionEnds() {
        assertThat(render(LANDMARKS.end("a", 9))).isEqualTo(new EndOfRendered(stamp("a", 9)));
    }

    @Test
    void addsCoverageWhereItIsAskedFor() {
        RenderSettings settings = new RenderSettings(MotionSettings.DEFAULT, PictureCodec.PNG, true);
        Untracked asked =
                new Untracked(stamp("a", 0), Profile.LOSSLESS, TIMING, mona, settings, false, UntrackedReason.NO_FACE);
        assertThat(render(asked)).isInstanceOfSatisfying(Rendered.class, rendered -> {
            assertThat(rendered.alpha()).isEqualTo(new Alpha.Coverage(Bytes.of(new byte[] {7})));
            assertThat(rendered.picture().codec()).isEqualTo(PictureCodec.PNG);
        });
    }

    private static int firstByte(RenderedMessage outcome) {
        return ((Rendered) outcome).picture().bytes().view().get() & 0xff;
    }

    private static TestLandmarks live(Instant captured) {
        return TestLandmarks.live(captured, Duration.ofMillis(100));
    }

    private static FrameStamp stamp(String session, long index) {
        return TestLandmarks.stamp(session, index);
    }

    private static Tracked tracked(String session, long index, IdentityRef identity, float x) {
        return LANDMARKS.tracked(session, index, identity, x);
    }

    private Untracked untracked(String session, long index, boolean everTracked) {
        return LANDMARKS.untracked(session, index, mona, everTracked, UntrackedReason.NO_FACE);
    }
}
