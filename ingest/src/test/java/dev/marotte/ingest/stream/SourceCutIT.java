package dev.marotte.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
@Timeout(120)
final class SourceCutIT {
    private static final StreamPolicy POLICY =
            new StreamPolicy(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMinutes(1));
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final int port = ForeignProgram.freePort();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<StreamConnection> said = new CopyOnWriteArrayList<>();
    private final List<Pts> frames = new CopyOnWriteArrayList<>();
    private final List<Long> reopenings = new CopyOnWriteArrayList<>();

    @Test
    void aListenerGoesOnAfterACutOfTenSeconds() throws Exception {
        Thread reader = Thread.ofPlatform().start(this::read);
        try (var _ = Retrying.sends("mpegts", "srt://127.0.0.1:" + port)) {
            await().atMost(LONGEST).until(() -> frames.size() > 25);
        }
        long cut = System.nanoTime();
        int before = frames.size();
        await().atMost(LONGEST).until(() -> state() == State.LOST);
        await().pollDelay(Duration.ofSeconds(10)).atMost(Duration.ofSeconds(60)).until(() -> true);
        try (var _ = Retrying.sends("mpegts", "srt://127.0.0.1:" + port)) {
            await().atMost(LONGEST).until(() -> frames.size() > before + 25 && state() == State.CONNECTED);
        }
        long away = (System.nanoTime() - cut) / 1_000_000_000;
        stop.countDown();

        assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
        assertThat(said.getLast().losses()).isGreaterThanOrEqualTo(1);
        assertThat(frames).isSorted().doesNotHaveDuplicates();
        assertThat(reopenings.getFirst()).isZero();
        assertThat(reopenings.getLast()).isPositive();
        double gap = frames.getLast().seconds() - frames.get(before - 1).seconds();
        assertThat(gap).isBetween(9.0, away + 2.0);
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
                streams::open, FfmpegStreams.facts(), waiting, new StreamReport(new Said(), "srt", 0, Pts.ZERO))) {
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

    /** Keeps what is said of the connection. */
    private final class Said implements StreamReport.Reporter {
        @Override
        public void report(Standing standing) {}

        @Override
        public void reportNow(Standing standing) {
            said.addAll(standing.connections());
        }
    }
}
