package dev.marotte.ingest;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits how many records ingest may run ahead of the next stage's committed offset. Records are counted in the session's partition, so those of
 * other sessions in it count as well: the next stage must process them first. Waits indefinitely, because a slow stage is not a failure. One
 * thread.
 */
final class GroupHeadroom implements Headroom {
    private static final Duration POLL = Duration.ofMillis(25);

    private final LongSupplier sent;
    private final CommittedOffset committed;
    private final long limit;
    private final Pause pause;
    private long answer;

    /**
     * @param sent offset of the last frame that was settled
     * @param limit in records; more than are settled at once
     * @param pause may end the wait, and all later ones
     */
    GroupHeadroom(LongSupplier sent, CommittedOffset committed, long limit, Pause pause) {
        this.sent = sent;
        this.committed = committed;
        this.limit = limit;
        this.pause = pause;
    }

    /** Asks only when there was no room according to the last answer. */
    @Override
    public void await(long index) throws InterruptedException {
        boolean wanted = true;
        while (wanted && !hasRoom()) {
            answer = committed.ask();
            wanted = hasRoom() || pause.upTo(POLL);
        }
    }

    private boolean hasRoom() {
        return sent.getAsLong() - answer < limit;
    }
}
