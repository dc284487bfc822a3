package dev.marotte.sink.live;

import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.RenderedMessage;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Outcomes that wait for their time, by index. When it is full, the oldest is dropped, as the one least missed. One thread. */
final class FrameShelf {
    private static final int CAPACITY = 128;

    private final NavigableMap<Long, RenderedMessage> waiting = new TreeMap<>();
    private long next;

    /** Adds an outcome; false if its frame is already waiting or its turn has passed. */
    boolean put(RenderedMessage outcome) {
        FrameStamp stamp = outcome.stamp();
        if (stamp.index() < next || waiting.containsKey(stamp.index())) {
            return false;
        }
        waiting.put(stamp.index(), outcome);
        if (waiting.size() > CAPACITY) {
            next = waiting.pollFirstEntry().getKey() + 1;
        }
        return true;
    }

    /** Takes the next outcome that is due by {@code micros} of the session. */
    Optional<RenderedMessage> takeUpTo(double micros) {
        Map.Entry<Long, RenderedMessage> first = waiting.firstEntry();
        if (first == null || first.getValue().stamp().pts().micros() > micros) {
            return Optional.empty();
        }
        next = first.getKey() + 1;
        waiting.remove(first.getKey());
        return Optional.of(first.getValue());
    }

    int size() {
        return waiting.size();
    }
}
