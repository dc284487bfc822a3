package dev.marotte.sink;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Releases what arrives in any order by index: 0, 1, 2, …
 *
 * <p>One partition already keeps a session's order, but an at-least-once render stage repeats frames after a restart, and a batch may
 * overtake another. So: what was released is <em>late</em>, what waits already is a <em>duplicate</em>, both are dropped and told to the
 * caller. The buffer is bounded: when {@code capacity} items wait, the index they wait for is a <em>hole</em> and is released as such, for
 * a file must end and a later picture beats no picture.
 *
 * <p>Not thread-safe.
 */
final class ReorderBuffer<T> {
    /** What became of an item that was offered. */
    enum Verdict {
        TAKEN,
        LATE,
        DUPLICATE
    }

    /** What comes out, index by index. */
    sealed interface Release<T> {
        long index();

        /** It came. */
        record Item<T>(long index, T item) implements Release<T> {}

        /** It never came. */
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

    /** Releases all that waits, and every hole, below {@code end}: nothing more will come. */
    void drain(long end) {
        while (!waiting.isEmpty() && waiting.firstKey() < end) {
            releaseHolesUpTo(waiting.firstKey());
            releaseInOrder();
        }
        releaseHolesUpTo(end);
    }

    /** Takes the indices before the first item that waits for holes, and releases what can be released then. */
    void giveUpFirstHoles() {
        if (!waiting.isEmpty()) {
            releaseHolesUpTo(waiting.firstKey());
            releaseInOrder();
        }
    }

    /** The first item that waits for an earlier one. */
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

    /** How many items wait for an earlier one. */
    int depth() {
        return waiting.size();
    }
}
