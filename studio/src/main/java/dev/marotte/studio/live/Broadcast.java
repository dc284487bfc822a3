package dev.marotte.studio.live;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionId;
import dev.marotte.studio.ffmpeg.PageEncoder;
import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.live.MediaMessage.Kind;
import dev.marotte.studio.live.StepTimes.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Encodes each picture of one session once for all its viewers, and passes on its sound. A picture that cannot be encoded in time is replaced by a newer
 * one. {@link #run} is the encoder's thread; the rest is for any.
 */
public final class Broadcast implements AutoCloseable {
    /** Longest wait for a key frame of a viewer who lost the stream; many such viewers cost no more than one. */
    private static final long KEY_INTERVAL_MICROS = 500_000;
    /** How long pictures are read after a client asked for one. */
    private static final Duration GLANCE = Duration.ofSeconds(20);

    private final SessionId session;
    private final SlateWatch slate;
    private final InstantSource clock;
    private final NewestPicture newest = new NewestPicture();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final StepTimes steps = new StepTimes();
    private final AtomicLong soundIndex = new AtomicLong();
    private final PageSound sound = new PageSound((pts, _, unit) -> offerSound(pts, unit));
    private Optional<PageEncoder> encoder = Optional.empty();
    private long sent;
    private long lastKeyMicros;
    private volatile Optional<Picture> last = Optional.empty();
    private volatile OutcomeCounts counts = OutcomeCounts.NONE;
    private volatile Instant glancedAt;
    private volatile boolean closed;
    /** Position in the session before which nothing is shown or heard any more. */
    private volatile long cutMicros = Long.MIN_VALUE;

    Broadcast(SessionId session, SlateWatch slate, InstantSource clock) {
        this.session = session;
        this.slate = slate;
        this.clock = clock;
        glancedAt = clock.instant();
    }

    SessionId session() {
        return session;
    }

    /** Adds a viewer; false if this is closed already, since then nothing would come. */
    synchronized boolean add(Viewer viewer) {
        return !closed && viewers.add(viewer);
    }

    void remove(Viewer viewer) {
        viewers.remove(viewer);
    }

    int viewerCount() {
        return viewers.size();
    }

    StepTimes steps() {
        return steps;
    }

    OutcomeCounts counts() {
        return counts;
    }

    /** The newest rendered picture; asking keeps the session watched for a while. */
    Optional<Picture> glance() {
        glancedAt = clock.instant();
        return last;
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes this if nobody has watched for a while; no viewer can join in the meantime. */
    synchronized boolean closeUnlessWanted() {
        if (viewers.isEmpty() && !glancedAt.plus(GLANCE).isAfter(clock.instant())) {
            close();
        }
        return closed;
    }

    /** Disconnects all viewers after a fault; they may come back to another broadcast. */
    void breakOff() {
        close();
        viewers.forEach(viewer -> viewer.hangUp(CloseCodes.BROKEN, "the studio could not go on; try again"));
    }

    /** Sends a text message to all viewers. */
    void tell(String json) {
        viewers.forEach(viewer -> viewer.tell(json));
    }

    /** Drops everything of the session before {@code micros}, also at the viewers; once, however often it is called. */
    synchronized void cutBefore(long micros) {
        if (micros > cutMicros) {
            cutMicros = micros;
            viewers.forEach(viewer -> viewer.cut(micros));
        }
    }

    void take(RenderedMessage message, long renderedAtMicros) {
        counts = counts.and(message);
        slate.alive();
        if (message instanceof Rendered frame && frame.stamp().pts().micros() >= cutMicros) {
            last = Optional.of(frame.picture());
            steps.note(frame, renderedAtMicros);
            newest.put(new NewestPicture.Shown(
                    frame.picture(),
                    frame.stamp().index(),
                    frame.stamp().pts().micros(),
                    frame.timing().captureMicros()));
        }
    }

    void take(AudioMessage message) {
        if (!(message instanceof AudioUnit unit) || isHeard(unit)) {
            sound.take(message);
        }
    }

    private boolean isHeard(AudioUnit unit) {
        return unit.pts().micros() >= cutMicros && !slate.isShown() && !viewers.isEmpty();
    }

    private void offerSound(long ptsMicros, Bytes unit) {
        MediaMessage message = new MediaMessage(
                Kind.SOUND, true, false, Coding.OPUS, soundIndex.getAndIncrement(), ptsMicros, 0, unit);
        viewers.forEach(viewer -> viewer.offer(message));
    }

    /** Encodes and distributes until this is closed. */
    void run() throws InterruptedException, IOException {
        try {
            while (!closed) {
                Optional<NewestPicture.Shown> picture = newest.take();
                Optional<NewestPicture.Shown> due = slate.instead(picture);
                if (due.isPresent() && !viewers.isEmpty()) {
                    show(due.get());
                }
            }
        } finally {
            encoder.ifPresent(PageEncoder::close);
        }
    }

    private void show(NewestPicture.Shown picture) throws IOException {
        long begun = nowMicros();
        if (isWanted(Coding.H264)) {
            offer(coded(picture, begun));
        }
        if (isWanted(Coding.JPEG) && picture.picture().codec() == PictureCodec.JPEG) {
            offer(message(picture, Coding.JPEG, true, picture.picture().bytes()));
        }
        steps.note(Step.PAGE, nowMicros() - begun);
        if (picture.captureMicros() > 0) {
            steps.note(Step.TOTAL, nowMicros() - picture.captureMicros());
        }
    }

    private boolean isWanted(Coding coding) {
        return viewers.stream().anyMatch(viewer -> viewer.coding() == coding);
    }

    private MediaMessage coded(NewestPicture.Shown picture, long now) throws IOException {
        boolean key = now - lastKeyMicros > KEY_INTERVAL_MICROS
                && viewers.stream().anyMatch(viewer -> viewer.coding() == Coding.H264 && viewer.awaitsKey());
        PageEncoder.Unit unit = encoderFor(picture.picture()).encode(picture.picture(), key);
        if (unit.key()) {
            lastKeyMicros = now;
        }
        return message(picture, Coding.H264, unit.key(), unit.bytes());
    }

    /** A portrait of another shape, such as another identity's, needs another encoder; its first unit is a key frame. */
    private PageEncoder encoderFor(Picture picture) throws IOException {
        if (encoder.filter(each -> each.fits(picture)).isEmpty()) {
            encoder.ifPresent(PageEncoder::close);
            encoder = Optional.empty();
            encoder = Optional.of(PageEncoder.open(picture));
        }
        return encoder.get();
    }

    private MediaMessage message(NewestPicture.Shown picture, Coding coding, boolean key, Bytes bytes) {
        return MediaMessage.picture(coding, key, sent++, picture.ptsMicros(), picture.captureMicros(), bytes);
    }

    private void offer(MediaMessage message) {
        viewers.stream().filter(viewer -> viewer.coding() == message.coding()).forEach(viewer -> viewer.offer(message));
    }

    private long nowMicros() {
        return FrameTiming.microsOf(clock.instant());
    }

    /** Tells viewers that it is over; their sockets stay open, because others own them. */
    @Override
    public synchronized void close() {
        closed = true;
        newest.wake();
        sound.close();
    }
}
