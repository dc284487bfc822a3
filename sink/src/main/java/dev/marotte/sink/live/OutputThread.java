package dev.marotte.sink.live;

import dev.marotte.schemas.StreamConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One output, on a thread of its own: connects, writes, and reconnects with growing pauses when the other side has gone. Its failures do not affect other
 * outputs.
 */
final class OutputThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputThread.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 3;
    /** Time for the current write; when it passes, the thread is left behind, and ends at its next check. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final EncodedForm form;
    private final EncodedUnit.Kind sound;
    private final OutputMuxer.Opener opener;
    private final OutputQueue queue = new OutputQueue();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile StreamConnection connection;
    private volatile boolean over;

    private OutputThread(LiveOutput output, EncodedForm form, OutputMuxer.Opener opener) {
        this.form = form;
        this.opener = opener;
        sound = EncodedUnit.Kind.of(output.sound());
        connection = StreamConnection.to(output.name());
        thread = Thread.ofPlatform().name("sink-output").unstarted(this::run);
    }

    static OutputThread start(LiveOutput output, EncodedForm form, OutputMuxer.Opener opener) {
        OutputThread thread = new OutputThread(output, form, opener);
        thread.thread.start();
        return thread;
    }

    /** Takes a unit without waiting; false if the output needs a key frame to go on. Any thread. */
    boolean offer(EncodedUnit unit) {
        boolean wanted = unit.kind() == EncodedUnit.Kind.PICTURE || unit.kind() == sound;
        return !wanted || queue.offer(unit);
    }

    /** Drops the waiting units if there are many. Any thread. */
    void dropBacklog() {
        queue.dropBacklog();
    }

    /** The current state of the output. Any thread. */
    StreamConnection connection() {
        return connection.skipping(queue.skipped());
    }

    private void run() {
        try {
            int failures = 0;
            while (!isClosedAfter(pause(failures))) {
                failures = writeWhileThere() ? 1 : failures + 1;
            }
        } catch (InterruptedException told) {
            LOG.debug("An output was told to stop");
        }
    }

    private static Duration pause(int failures) {
        return failures == 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    }

    private boolean isClosedAfter(Duration pause) throws InterruptedException {
        return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Writes while the other side is there; true if it was there at all. */
    private boolean writeWhileThere() throws InterruptedException {
        boolean there = false;
        try (OutputMuxer muxer = opener.open(form, this::isUnwanted)) {
            there = true;
            queue.open();
            connection = connection.connected();
            LOG.atInfo().addKeyValue("output", connection.name()).log("Output is there");
            writeUntilClosed(muxer);
        } catch (IOException gone) {
            failed(String.valueOf(gone.getMessage()));
        } finally {
            queue.shut();
        }
        return there;
    }

    private void failed(String why) {
        boolean news = !connection.problem().equals(why) || connection.state() == StreamConnection.State.CONNECTED;
        connection = connection.failed(why);
        if (news && closed.getCount() > 0) {
            LOG.atInfo()
                    .addKeyValue("output", connection.name())
                    .addKeyValue("why", why)
                    .log("Output is not there");
        }
    }

    private void writeUntilClosed(OutputMuxer muxer) throws IOException, InterruptedException {
        while (closed.getCount() > 0) {
            Optional<EncodedUnit> unit = queue.poll(LOOK);
            if (unit.isPresent()) {
                muxer.write(unit.get());
            }
        }
        if (over) {
            writeTheRest(muxer);
            muxer.finish();
        }
    }

    private void writeTheRest(OutputMuxer muxer) throws IOException, InterruptedException {
        for (var unit = queue.poll(Duration.ZERO); unit.isPresent(); unit = queue.poll(Duration.ZERO)) {
            muxer.write(unit.get());
        }
    }

    /** What is over is written to its end, if the other side is there. */
    private boolean isUnwanted() {
        return closed.getCount() == 0 && !(over && connection.state() == StreamConnection.State.CONNECTED);
    }

    /** Like {@link #end}, but for good: what waits is written first, and players are told to stop. */
    void finish() {
        over = true;
        end();
    }

    /** Asks the thread to end; {@link #close} waits for that. */
    void end() {
        closed.countDown();
    }

    @Override
    public void close() {
        end();
        try {
            if (!thread.join(CLOSING)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
