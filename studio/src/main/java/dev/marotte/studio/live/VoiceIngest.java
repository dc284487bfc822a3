package dev.marotte.studio.live;

import dev.marotte.ingest.Outlet;
import dev.marotte.ingest.VoiceLoop;
import dev.marotte.media.ffmpeg.VoiceEncoder;
import dev.marotte.schemas.Session;
import dev.marotte.studio.live.MediaMessage.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The ingest of a voice, which waits in a {@link VoiceQueue} and is sent in real time. */
final class VoiceIngest implements PushedIngest {
    private static final long UNIT_MICROS = 1_000_000L * VoiceEncoder.UNIT / VoiceEncoder.RATE;

    private final Session session;
    private final VoiceQueue queue = new VoiceQueue();
    private final SpokenSource source;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Connected> connected = Optional.empty();
    private volatile Optional<VoiceLoop> loop = Optional.empty();

    private record Connected(DrivingTerms terms, VoiceInput input) {}

    /**
     * Opens the ingest; the caller closes it.
     *
     * @param listener receives the voice's progress
     * @param nanoTime monotonic
     */
    VoiceIngest(Session session, Consumer<VoiceQueue.Standing> listener, LongSupplier nanoTime) throws IOException {
        this.session = session;
        source = new SpokenSource(queue, listener, nanoTime);
    }

    @Override
    public void connected(DrivingTerms terms) throws IOException {
        lock.lock();
        try {
            letGo();
            connected = Optional.of(new Connected(terms, VoiceInput.of(terms, session.id())));
        } finally {
            lock.unlock();
        }
    }

    private void letGo() {
        connected.ifPresent(each -> each.input().close());
        connected = Optional.empty();
    }

    @Override
    public boolean offer(MediaMessage message) {
        lock.lock();
        try {
            if (message.kind() == Kind.SOUND && connected.isPresent()) {
                Connected client = connected.get();
                queue.offer(client.input().samples(message), client.terms().mostWaiting());
            }
        } catch (IOException unreadable) {
            // Treated as silence: what follows may be readable again.
        } finally {
            lock.unlock();
        }
        return true;
    }

    /**
     * Drops what was not sent yet.
     *
     * @return position in the session of what is sent from now on, in µs
     */
    long interrupt() {
        queue.clear();
        // A unit may be between the queue and Kafka.
        return loop.map(each -> each.sentUpTo().micros()).orElse(0L) + UNIT_MICROS;
    }

    VoiceQueue.Standing standing() {
        return queue.standing();
    }

    @Override
    public void run(Outlet outlet) throws IOException, InterruptedException {
        VoiceLoop speaking = new VoiceLoop(session, source, outlet, _ -> true);
        loop = Optional.of(speaking);
        speaking.runOn();
    }

    @Override
    public void finish() {
        source.finish();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            letGo();
        } finally {
            lock.unlock();
        }
        source.close();
    }
}
