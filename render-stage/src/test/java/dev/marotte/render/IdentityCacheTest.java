package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.render.IdentityCache.Presence;
import dev.marotte.schemas.IdentityRef;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdentityCacheTest {
    /** What a test identity takes apart from its embedding: portrait and canvas. */
    private static final long PORTRAIT_CANVAS = 2 * 8 * 8 * 3;

    private final TestIdentities identities = new TestIdentities();

    private IdentityCache cache(long budget) {
        return new IdentityCache(
                identities, new TestPasteBack(), TestIdentities.GENERATOR, budget, TestMeters.unread());
    }

    @Test
    void readsAnIdentityOnceForManyFrames() {
        IdentityRef mona = identities.enrol("mona", 100);
        IdentityCache cache = cache(1_000_000);
        assertThat(cache.find(mona)).isEqualTo(cache.find(mona)).containsInstanceOf(Presence.Here.class);
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
        assertThat(cache.find(mona)).contains(new Presence.Gone());
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void doesNotKnowWhoIsEnrolledForAnotherGenerator() {
        IdentityRef mona = identities.enrol("mona", "other 1", 1000);
        IdentityCache cache = cache(1_000_000);
        assertThat(cache.find(mona)).contains(new Presence.Gone());
        assertThat(cache.find(mona)).contains(new Presence.Gone());
        assertThat(identities.reads(mona)).isEqualTo(1);
    }

    @Test
    void knowsNobodyWhosePortraitCannotBeDecoded() {
        IdentityRef mona = identities.enrolWithoutPortrait("mona");
        IdentityCache cache = cache(1_000_000);
        assertThat(cache.find(mona)).contains(new Presence.Gone());
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
                new IdentityCache(ten, new TestPasteBack(), TestIdentities.GENERATOR, budget, TestMeters.unread());
        for (int which : asked) {
            assertThat(cache.find(refs.get(which))).isPresent();
            assertThat(cache.bytes()).isLessThanOrEqualTo(Math.max(budget, 200L * which + 1 + PORTRAIT_CANVAS));
        }
    }
}
