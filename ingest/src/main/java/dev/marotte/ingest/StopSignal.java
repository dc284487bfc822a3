package dev.marotte.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A signal that nothing more is wanted from a source, and a pause that it cuts short. Any thread. */
final class StopSignal implements Pause {
    private final CountDownLatch given = new CountDownLatch(1);

    void give() {
        given.countDown();
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    @Override
    public boolean upTo(Duration time) throws InterruptedException {
        return !given.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
