package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.render.IdentityCache.Found;
import dev.marotte.render.LoopIdentities.Presence;
import dev.marotte.schemas.IdentityRef;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdentityCacheTest {
    /** What a test identity takes apart from its embedding: portrait and canvas. */
    private static final long PORTRAIT_CANVAS = 2 * 8 * 8 * 3;

    private static final Set<String> DRAWN = Set.of(TestIdentities.GENERATOR);

    private final TestIdentities identities = new TestIdentities();

    private IdentityCache cache(long budget) {
        return new IdentityCache(identities, new TestPasteBack(), new Drawers(DRAWN, 1), budget, TestMeters.unread());
    }

    @Test
    void readsAnIdentityOnceForManyFrames() {
        IdentityRef mona = identities.enrol("mona", 100);
        IdentityCache cache = cache(1_000_000);
        assertThat(cache.find(mona)).isEqualTo(cache.find(mona)).containsInstanceOf(Found.Ready.class);
        assertThat(identities.reads(mona)).isEqualTo(1);
    }

    @Test
    void letsTheLeastRecentlyUsedGo() {
        IdentityRef mona = identities.enrol("mona", 1000);
        IdentityRef lisa = identities.enrol("lisa", 1000);
        IdentityRef anna = identities.enrol("anna", 1000);
        IdentityCache cache = cache(2 * (1000 + PORTRAIT_CANVAS));
        List.of(mona, lisa, mona, anna, mona).forEach(cache::find);
        assertThat(identities.reads(mona)).isEqualTo(1);
        cache.find(lisa);
        assertThat(identities.reads(lisa)).isEqualTo(2);
    }

    @Test
    void keepsOneThatIsLargerThanTheBudgetWhileItIsUsed() {
        IdentityRef mona = identities.enrol("mona", 1000);
        IdentityCache cache = cache(1);
        assertThat(cache.find(mona)).isPresent();
        cache.find(mona);
        assertThat(identities.reads(mona)).isEqualTo(1);
    }

    @Test
    void forgetsWhoWasRevoked() {
        IdentityRef mona = identities.enrol("mona", 1000);
        IdentityCache cache = cache(1_000_000);
        cache.find(mona);
        identities.revoke(mona);
        assertThat(cache.find(mona)).contains(new Found.Unusable());
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void doesNotKnowWhoIsEnrolledForAnotherGenerator() {
        IdentityRef mona = identities.enrol("mona", "other 1", 1000);
        IdentityCache cache = cache(1_000_000);
        assertThat(cache.find(mona)).contains(new Found.Unusable());
        assertThat(cache.find(mona)).contains(new Found.Unusable());
        assertThat(identities.reads(mona)).isEqualTo(1);
    }

    @Test
    void givesLoopsTheSameMemoryAndACanvasEach() {
        IdentityRef mona = identities.enrol("mona", 1000);
        IdentityCache cache = new IdentityCache(
                identities, new TestPasteBack(), new Drawers(DRAWN, 2), 1_000_000, TestMeters.unread());
        Presence.Here one = seen(cache, mona);
        Presence.Here other = seen(cache, mona);
        assertThat(one.resident().identity()).isSameAs(other.resident().identity());
        assertThat(one.resident().portraitCanvas().canvas())
                .isNotSameAs(other.resident().portraitCanvas().canvas());
        assertThat(identities.reads(mona)).isEqualTo(1);
        assertThat(cache.bytes()).isEqualTo(1000 + 3 * PORTRAIT_CANVAS / 2);
    }

    private static Presence.Here seen(IdentityCache cache, IdentityRef ref) {
        return (Presence.Here) new LoopIdentities(cache, List.of(new TestGenerator()))
                .find(ref)
                .orElseThrow();
    }

    @Test
    void isGoneForALoopWhoseGeneratorsCannotDrawWhomAnotherLoopDraws() {
        IdentityRef mona = identities.enrol("mona", "other 1", 1000);
        IdentityCache cache = new IdentityCache(
                identities, new TestPasteBack(), new Drawers(Set.of("other 1"), 2), 1_000_000, TestMeters.unread());
        assertThat(new LoopIdentities(cache, List.of(new TestGenerator())).find(mona))
                .contains(new Presence.Gone());
        assertThat(new LoopIdentities(cache, List.of(new TestGenerator("other 1"))).find(mona))
                .containsInstanceOf(Presence.Here.class);
    }

    @Test
    void doesNotKeepWhoIsRevokedWhileBeingLoaded() {
        IdentityRef mona = identities.enrol("mona", 1000);
        IdentityCache cache = new IdentityCache(
                new RevokedMeanwhile(identities),
                new TestPasteBack(),
                new Drawers(DRAWN, 1),
                1_000_000,
                TestMeters.unread());
        assertThat(cache.find(mona)).contains(new Found.Unusable());
        assertThat(cache.bytes()).isZero();
    }

    /** Somebody revokes whoever is read. */
    private record RevokedMeanwhile(TestIdentities identities) implements Identities {
        @Override
        public Standing standing(IdentityRef ref) {
            return identities.standing(ref);
        }

        @Override
        public Lookup find(IdentityRef ref) {
            Lookup found = identities.find(ref);
            identities.revoke(ref);
            return found;
        }
    }

    @Test
    void takesTheFirstGeneratorThatSomebodyIsEnrolledFor() {
        Generator first = new TestGenerator("first 1");
        Generator second = new TestGenerator("second 1");
        LoopIdentities cache = TestCache.seenBy(identities, new TestPasteBack(), first, second);
        assertThat(drawing(cache, "mona", "first 1, second 1")).isSameAs(first);
        assertThat(drawing(cache, "lisa", "other 1, second 1")).isSameAs(second);
    }

    private Generator drawing(LoopIdentities cache, String name, String generators) {
        Presence found = cache.find(identities.enrol(name, generators, 100)).orElseThrow();
        return ((Presence.Here) found).resident().generator();
    }

    @Test
    void knowsNobodyWhosePortraitCannotBeDecoded() {
        IdentityRef mona = identities.enrolWithoutPortrait("mona");
        IdentityCache cache = cache(1_000_000);
        assertThat(cache.find(mona)).contains(new Found.Unusable());
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void leavesOpenWhetherSomebodyUnknownWillCome() {
        assertThat(cache(1_000_000).find(new IdentityRef("stranger", 1))).isEmpty();
    }

    @Property(tries = 200)
    void neverHoldsMoreThanItsBudgetUnlessOneAloneNeedsMore(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 9) Integer> asked,
            @ForAll @IntRange(min = 0, max = 6000) int budget) {
        TestIdentities ten = new TestIdentities();
        List<IdentityRef> refs = IntStream.range(0, 10)
                .mapToObj(i -> ten.enrol("id" + i, 200 * i + 1))
                .toList();
        IdentityCache cache =
                new IdentityCache(ten, new TestPasteBack(), new Drawers(DRAWN, 1), budget, TestMeters.unread());
        for (int which : asked) {
            assertThat(cache.find(refs.get(which))).isPresent();
            assertThat(cache.bytes()).isLessThanOrEqualTo(Math.max(budget, 200L * which + 1 + PORTRAIT_CANVAS));
        }
    }
}
