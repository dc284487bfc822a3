package dev.marotte.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Word that nothing more is wanted of a source, and a pause that it ends. Any thread. */
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
