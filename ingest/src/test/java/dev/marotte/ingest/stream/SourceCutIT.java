package dev.marotte.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.UnassignedPorts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegStreams;
import dev.marotte.media.StreamAddress;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.StreamConnection;
import dev.marotte.schemas.StreamConnection.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A foreign encoder whose cable is pulled for ten seconds. */
@Timeout(600)
final class SourceCutIT {
    private static final StreamPolicy POLICY =
            new StreamPolicy(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMinutes(1));
    /** Times of frames are whole microseconds. */
    private static final double CLOCK_STEP = 1e-5;

    private static final Duration LONGEST = Duration.ofSeconds(100);

    private final int port = UnassignedPorts.one();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<StreamConnection> said = new CopyOnWriteArrayList<>();
    private final List<Pts> frames = new CopyOnWriteArrayList<>();
    private final List<Long> reopenings = new CopyOnWriteArrayList<>();
    /** When the stream was opened each time, and when that was said, in seconds. */
    private final List<Double> opened = new CopyOnWriteArrayList<>();

    private final List<Double> told = new CopyOnWriteArrayList<>();

    @Test
    void aListenerGoesOnAfterACutOfTenSeconds() throws Exception {
        Thread reader = Thread.ofPlatform().start(this::read);
        try (var _ = Retrying.sends("mpegts", "srt://127.0.0.1:" + port)) {
            await().atMost(LONGEST).until(() -> frames.size() > 25);
        }
        await().atMost(LONGEST).until(() -> state() == State.LOST);
        long before = reopenings.getLast();
        await().pollDelay(Duration.ofSeconds(10)).atMost(Duration.ofSeconds(60)).until(() -> true);
        try (var _ = Retrying.sends("mpegts", "srt://127.0.0.1:" + port)) {
            await().atMost(LONGEST).until(() -> framesBehind(before) > 25 && state() == State.CONNECTED);
        }
        stop.countDown();

        assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
        assertThat(said.getLast().losses()).isGreaterThanOrEqualTo(1);
        assertThat(frames).isSorted().doesNotHaveDuplicates();
        assertThat(reopenings.getFirst()).isZero();
        assertThat(reopenings.getLast()).isPositive();
        assertTimePassed(before);
    }

    /** The first frame behind the cut is as much later than the very first one as this machine's clock says, however late either was read. */
    private void assertTimePassed(long before) {
        int first = Math.toIntExact(frames.size() - framesBehind(before));
        int opening = Math.toIntExact(reopenings.get(first));
        double passed = frames.get(first).seconds() - frames.getFirst().seconds();
        assertThat(passed)
                .isGreaterThan(10)
                .isBetween(
                        opened.get(opening) - told.getFirst() - CLOCK_STEP,
                        told.get(opening) - opened.getFirst() + CLOCK_STEP);
    }

    private long framesBehind(long before) {
        return reopenings.stream().filter(each -> each > before).count();
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }

    private State state() {
        return said.isEmpty() ? State.CONNECTING : said.getLast().state();
    }

    private void read() {
        var streams = new FfmpegStreams(
                StreamAddress.of("srt://127.0.0.1:" + port + "?mode=listener"),
                SourceSettings.DEFAULT,
                POLICY,
                () -> stop.getCount() == 0);
        var waiting = new ReconnectingSource.Waiting(
                POLICY, time -> !stop.await(time.toNanos(), TimeUnit.NANOSECONDS), System::nanoTime);
        try (var source = new ReconnectingSource(
                () -> open(streams),
                FfmpegStreams.facts(),
                waiting,
                new StreamReport(new Said(), "srt", 0, Pts.ZERO))) {
            for (Media media = source.next(); !(media instanceof Media.End); media = source.next()) {
                if (media instanceof Media.Frame(Pts pts)) {
                    reopenings.add(source.reopenings());
                    frames.add(pts);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private DrivingSource open(FfmpegStreams streams) throws IOException {
        DrivingSource stream = streams.open();
        opened.add(now());
        return stream;
    }

    /** Keeps what is said of the connection. */
    private final class Said implements StreamReport.Reporter {
        @Override
        public void report(Standing standing) {}

        @Override
        public void reportNow(Standing standing) {
            said.addAll(standing.connections());
            if (state() == State.CONNECTED) {
                told.add(now());
            }
        }
    }
}
