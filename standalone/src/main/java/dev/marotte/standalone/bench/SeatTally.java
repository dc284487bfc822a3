package dev.marotte.standalone.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Results of the sessions on one seat, which follow each other so that there is always one. One thread. */
final class SeatTally {
    private final List<Long> ages = new ArrayList<>();
    private long dropped;
    private long bytes;

    /** @param age of a frame that was drawn */
    void rendered(Duration age) {
        ages.add(age.toNanos() / 1_000);
    }

    void dropped() {
        dropped++;
    }

    /** Counts a record of any topic between stages. */
    void passed(int size) {
        bytes += size;
    }

    /** Whether a frame was drawn or dropped. */
    boolean hasBegun() {
        return !ages.isEmpty() || dropped > 0;
    }

    List<Long> agesMicros() {
        return ages;
    }

    long droppedFrames() {
        return dropped;
    }

    long bytes() {
        return bytes;
    }

    /** Whether ninety-nine frames in a hundred were drawn in time; dropped frames count as late. */
    boolean kept(Duration bound) {
        long punctual =
                ages.stream().filter(age -> age <= bound.toNanos() / 1_000).count();
        return punctual > 0 && punctual >= 0.99 * (ages.size() + dropped);
    }
}
