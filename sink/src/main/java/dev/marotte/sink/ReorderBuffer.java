package dev.marotte.sink;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Releases items in the order of their indices, 0, 1, 2, …, regardless of the order in which they arrive.
 *
 * <p>One partition already keeps a session's order, but an at-least-once render stage repeats frames after a restart, and a batch may
 * overtake another. So an item whose index was released already is <em>late</em>, and one that is already waiting is a <em>duplicate</em>;
 * both are dropped and reported to the caller. The buffer is bounded: when {@code capacity} items wait, the index they wait for is a
 * <em>hole</em> and is released as such, because a file must end and a later picture beats no picture.
 *
 * <p>Not thread-safe.
 */
final class ReorderBuffer<T> {
    /** The result of offering an item. */
    enum Verdict {
        TAKEN,
        LATE,
        DUPLICATE
    }

    /** The output, index by index. */
    sealed interface Release<T> {
        long index();

        /** An item that arrived. */
        record Item<T>(long index, T item) implements Release<T> {}

        /** An index that never arrived. */
        record Hole<T>(long index) implements Release<T> {}
    }

    private final int capacity;
    private final Consumer<Release<T>> downstream;
    private final NavigableMap<Long, T> waiting = new TreeMap<>();
    private long next;

    ReorderBuffer(int capacity, Consumer<Release<T>> downstream) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a reorder buffer holds at least one item, not " + capacity);
        }
        this.capacity = capacity;
        this.downstream = downstream;
    }

    Verdict offer(long index, T item) {
        if (index < next) {
            return Verdict.LATE;
        }
        if (waiting.putIfAbsent(index, item) != null) {
            return Verdict.DUPLICATE;
        }
        releaseInOrder();
        while (waiting.size() >= capacity) {
            releaseHolesUpTo(waiting.firstKey());
            releaseInOrder();
        }
        return Verdict.TAKEN;
    }

    /** Releases all waiting items, and every hole, below {@code end}: nothing more will come. */
    void drain(long end) {
        while (!waiting.isEmpty() && waiting.firstKey() < end) {
            releaseHolesUpTo(waiting.firstKey());
            releaseInOrder();
        }
        releaseHolesUpTo(end);
    }

    /** Treats the indices before the first waiting item as holes, and then releases what can be released. */
    void giveUpFirstHoles() {
        if (!waiting.isEmpty()) {
            releaseHolesUpTo(waiting.firstKey());
            releaseInOrder();
        }
    }

    /** The first of the items that wait for an earlier one. */
    Optional<T> firstWaiting() {
        return Optional.ofNullable(waiting.firstEntry()).map(Map.Entry::getValue);
    }

    private void releaseInOrder() {
        for (Map.Entry<Long, T> first = waiting.firstEntry();
                first != null && first.getKey() == next;
                first = waiting.firstEntry()) {
            waiting.pollFirstEntry();
            downstream.accept(new Release.Item<>(next++, first.getValue()));
        }
    }

    private void releaseHolesUpTo(long index) {
        while (next < index) {
            downstream.accept(new Release.Hole<>(next++));
        }
    }

    /** The number of items that wait for an earlier one. */
    int depth() {
        return waiting.size();
    }
}
