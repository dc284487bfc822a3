package dev.marotte.sink.live;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.sink.ClipWriters;
import dev.marotte.sink.Inlet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A live session that is played out in this process in real time: a picture of 320 × 240 that becomes brighter, 25 a second. */
final class OnAir implements AutoCloseable {
    private static final long FRAME_MICROS = 40_000;
    private static final long STOPPING_MILLIS = 60_000;

    private final Thread thread;
    private volatile boolean over;
    private volatile Optional<LiveProgress> progress = Optional.empty();
    private volatile boolean sending = true;

    private OnAir(Optional<Inlet> given, List<SessionOutput> outputs, Optional<ClipWriters> files) {
        Session session = session(outputs);
        LiveLoop loop = new LiveLoop(
                () -> session,
                new LiveLoop.Terms(
                        _ -> Optional.of(grey(40)), Duration.ofSeconds(2), () -> over, () -> true, System::nanoTime),
                new LiveLoop.Listener() {
                    @Override
                    public void progress(LiveProgress now) {
                        progress = Optional.of(now);
                    }

                    @Override
                    public void shown(FrameTiming frame) {}
                });
        Inlet inlet = given.orElseGet(Renderer::new);
        thread = Thread.ofPlatform().name("on-air").unstarted(() -> run(loop, inlet, outputs, files));
    }

    private static void run(LiveLoop loop, Inlet inlet, List<SessionOutput> outputs, Optional<ClipWriters> files) {
        try {
            loop.run(inlet, LiveOutput.of(outputs), files);
        } catch (InterruptedException handedOver) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static OnAir to(SessionOutput... outputs) {
        return started(new OnAir(Optional.empty(), List.of(outputs), Optional.empty()));
    }

    /** Also into files. */
    static OnAir recording(ClipWriters files, SessionOutput... outputs) {
        return started(new OnAir(Optional.empty(), List.of(outputs), Optional.of(files)));
    }

    /** Of what another source gives. */
    static OnAir playing(Inlet source, SessionOutput... outputs) {
        return started(new OnAir(Optional.of(source), List.of(outputs), Optional.empty()));
    }

    private static OnAir started(OnAir onAir) {
        onAir.thread.start();
        return onAir;
    }

    static OnAir to(String address) {
        return to(new SessionOutput.StreamOutput(address));
    }

    /** The renderer falls silent, or speaks again. */
    void send(boolean pictures) {
        sending = pictures;
    }

    /** Another process takes over. */
    void handOver() throws InterruptedException {
        thread.interrupt();
        thread.join(STOPPING_MILLIS);
    }

    Optional<LiveProgress> progress() {
        return progress;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** One that is open. */
    static Session session(List<SessionOutput> outputs) {
        return session("demo", outputs, Instant.now());
    }

    static Session session(String id, List<SessionOutput> outputs, Instant opened) {
        return new Session(
                new SessionId(id),
                new IdentityRef("mona", 1),
                Profile.LIVE,
                new SessionMotion(
                        RenderSettings.DEFAULT,
                        new NeutralChoice.BestNeutral(Duration.ZERO),
                        new FaceChoice.LargestFace()),
                new SessionSource.PushSource(),
                outputs,
                SessionTerms.DEFAULT,
                new SessionOpening(opened, "a test"),
                new SessionState.Open());
    }

    private static Picture grey(int level) {
        byte[] pixels = new byte[320 * 240 * 3];
        Arrays.fill(pixels, (byte) level);
        return new Picture(PictureCodec.RAW_BGR, 320, 240, Bytes.of(pixels));
    }

    /** Gives each picture in its time. */
    private final class Renderer implements Inlet {
        private final long start = System.nanoTime();
        private long index;

        @Override
        public List<Received> poll(Duration wait) {
            LockSupport.parkNanos(Math.min(wait.toNanos(), 10_000_000));
            List<Received> received = new ArrayList<>();
            if (index == 0) {
                received.add(new Received.OfSound(new AudioMessage.EndOfAudio(new SessionId("demo"), 0)));
            }
            while (index * FRAME_MICROS * 1000 <= System.nanoTime() - start) {
                if (sending) {
                    received.add(new Received.OfFrame(frame()));
                }
                index++;
            }
            return received;
        }

        private RenderedMessage frame() {
            return new Rendered(
                    new FrameStamp(new SessionId("demo"), index, new Pts(index * FRAME_MICROS)),
                    FrameTiming.unhurried(Instant.now()),
                    grey(100 + (int) (index % 100)),
                    new RenderedMessage.Alpha.None(),
                    new RenderedMessage.StageTimes(0, 0, 0, 1));
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join(STOPPING_MILLIS);
    }
}
