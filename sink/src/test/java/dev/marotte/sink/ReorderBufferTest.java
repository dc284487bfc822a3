package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.sink.ReorderBuffer.Release;
import dev.marotte.sink.ReorderBuffer.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class ReorderBufferTest {
    private final List<Release<Long>> released = new ArrayList<>();

    private ReorderBuffer<Long> buffer(int capacity) {
        released.clear();
        return new ReorderBuffer<>(capacity, released::add);
    }

    @Property
    void releasesEveryIndexOnceAndInOrder(
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 100) Long> arrivals,
            @ForAll @IntRange(min = 1, max = 50) int capacity) {
        ReorderBuffer<Long> buffer = buffer(capacity);
        TreeSet<Long> taken = new TreeSet<>();
        for (long index : arrivals) {
            if (buffer.offer(index, index) == Verdict.TAKEN) {
                assertThat(taken.add(index)).isTrue();
            }
            assertThat(buffer.depth()).isLessThan(capacity);
        }
        buffer.drain(101);

        assertThat(released)
                .extracting(Release::index)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, 100).boxed().toList());
        assertThat(items()).containsExactlyElementsOf(taken);
    }

    @Property
    void losesNothingWhereArrivalsAreOnlyMixed(@ForAll @IntRange(min = 1, max = 100) int count, @ForAll long seed) {
        List<Long> arrivals = new ArrayList<>(LongStream.range(0, count).boxed().toList());
        Collections.shuffle(arrivals, new Random(seed));
        ReorderBuffer<Long> buffer = buffer(count + 1);

        arrivals.forEach(index -> buffer.offer(index, index));

        assertThat(items())
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    }

    @Example
    void releasesInOrderWhenTheSecondFrameComesFirst() {
        ReorderBuffer<Long> buffer = buffer(8);

        buffer.offer(1, 10L);
        assertThat(released).isEmpty();
        buffer.offer(0, 20L);

        assertThat(items()).containsExactly(20L, 10L);
    }

    @Example
    void tellsLateFromDuplicate() {
        ReorderBuffer<Long> buffer = buffer(8);
        buffer.offer(0, 0L);
        buffer.offer(2, 2L);

        assertThat(buffer.offer(0, 0L)).isEqualTo(Verdict.LATE);
        assertThat(buffer.offer(2, 2L)).isEqualTo(Verdict.DUPLICATE);
    }

    @Example
    void declaresAHoleWhenItIsFull() {
        ReorderBuffer<Long> buffer = buffer(2);
        buffer.offer(1, 1L);
        buffer.offer(2, 2L);

        assertThat(released)
                .containsExactly(new Release.Hole<>(0), new Release.Item<>(1, 1L), new Release.Item<>(2, 2L));
    }

    private List<Long> items() {
        return released.stream()
                .filter(Release.Item.class::isInstance)
                .map(release -> ((Release.Item<Long>) release).item())
                .toList();
    }
}
