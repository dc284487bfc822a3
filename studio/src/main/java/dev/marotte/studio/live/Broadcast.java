package dev.marotte.studio.live;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
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
 * The pictures and the sound of one session on their way to all who watch it in a page: encoded once, whoever many watch. What cannot be encoded in
 * time gives way to what is newer. {@link #run} is the encoder's thread; the rest is for any.
 */
public final class Broadcast implements AutoCloseable {
    /** A viewer who lost the stream waits no longer than this for a key frame, and a crowd of them costs no more. */
    private static final long KEY_INTERVAL_MICROS = 500_000;
    /** For how long pictures are read after somebody asked for one. */
    private static final Duration GLANCE = Duration.ofSeconds(20);

    private final SessionId session;
    private final SlateWatch slate;
    private final InstantSource clock;
    private final NewestPicture newest = new NewestPicture();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final StepTimes steps = new StepTimes();
    private final AtomicLong soundIndex = new AtomicLong();
    private Optional<PageEncoder> encoder = Optional.empty();
    private long sent;
    private long lastKeyMicros;
    private volatile Optional<Picture> last = Optional.empty();
    private volatile OutcomeCounts counts = OutcomeCounts.NONE;
    private volatile Instant glancedAt;
    private volatile boolean closed;

    Broadcast(SessionId session, SlateWatch slate, InstantSource clock) {
        this.session = session;
        this.slate = slate;
        this.clock = clock;
        glancedAt = clock.instant();
    }

    SessionId session() {
        return session;
    }

    void add(Viewer viewer) {
        viewers.add(viewer);
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

    /** The picture that was rendered last; asking keeps the session watched for a while. */
    Optional<Picture> glance() {
        glancedAt = clock.instant();
        return last;
    }

    boolean isWanted() {
        return !viewers.isEmpty() || glancedAt.plus(GLANCE).isAfter(clock.instant());
    }

    /** Says something to everybody who watches. */
    void tell(String json) {
        viewers.forEach(viewer -> viewer.tell(json));
    }

    void take(RenderedMessage message, long renderedAtMicros) {
        counts = counts.and(message);
        slate.alive();
        if (message instanceof Rendered frame) {
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
        if (message instanceof AudioUnit unit && !slate.isShown()) {
            MediaMessage sound = new MediaMessage(
                    Kind.SOUND,
                    true,
                    false,
                    Coding.OPUS,
                    soundIndex.getAndIncrement(),
                    unit.pts().micros(),
                    0,
                    unit.bytes());
            viewers.forEach(viewer -> viewer.offer(sound));
        }
    }

    /** Encodes and hands out until it is closed. */
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
        if (encoder.isEmpty()) {
            encoder = Optional.of(PageEncoder.open(picture.picture()));
        }
        boolean key = now - lastKeyMicros > KEY_INTERVAL_MICROS
                && viewers.stream().anyMatch(viewer -> viewer.coding() == Coding.H264 && viewer.awaitsKey());
        PageEncoder.Unit unit = encoder.get().encode(picture.picture(), key);
        if (unit.key()) {
            lastKeyMicros = now;
        }
        return message(picture, Coding.H264, unit.key(), unit.bytes());
    }

    private MediaMessage message(
            NewestPicture.Shown picture, Coding coding, boolean key, dev.marotte.schemas.Bytes bytes) {
        return MediaMessage.picture(coding, key, sent++, picture.ptsMicros(), picture.captureMicros(), bytes);
    }

    private void offer(MediaMessage message) {
        viewers.stream().filter(viewer -> viewer.coding() == message.coding()).forEach(viewer -> viewer.offer(message));
    }

    private long nowMicros() {
        return FrameTiming.microsOf(clock.instant());
    }

    /** Viewers are told that it is over; their sockets stay their own. */
    @Override
    public void close() {
        closed = true;
        newest.wake();
    }
}
