package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.sink.Output;
import dev.marotte.sink.ffmpeg.FfmpegWriters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live session that is written into a file while it is played out. */
@Timeout(240)
final class LiveFilmIT {
    /** Of a source that falls silent after a second: the avatar, held for two seconds more, then the slate. */
    private static final long TICKS = 100;

    @TempDir
    private Path folder;

    @Test
    void aFilmBesideAPlaylistHasEachTickAndIsThereWholeAtTheEnd() throws Exception {
        Path film = folder.resolve("film.mp4");
        Path playlist = folder.resolve("live.m3u8");
        long shown = record(film, new SessionOutput.SegmentOutput(playlist.toString()));

        assertThat(playlist).isRegularFile();
        assertAtAConstantRate(film, shown);
    }

    @Test
    void aFilmAloneIsPlayedOutInTheSameWay() throws Exception {
        Path film = folder.resolve("film.webm");
        long shown = record(film, new SessionOutput.PageOutput());

        assertAtAConstantRate(film, shown);
    }

    /** Frames that were played out. */
    private long record(Path film, SessionOutput... outputs) throws Exception {
        OnAir onAir = OnAir.recording(new FfmpegWriters(Output.named(film.toString(), false)), outputs);
        try (onAir) {
            await().atMost(Duration.ofSeconds(60)).until(() -> ticks(onAir) > 25);
            onAir.send(false);
            await().atMost(Duration.ofSeconds(60)).until(() -> ticks(onAir) > TICKS);
            assertThat(Files.exists(film)).isFalse();
        }
        return ticks(onAir);
    }

    private static long ticks(OnAir onAir) {
        return onAir.progress().map(LiveProgress::ticks).orElse(0L);
    }

    private static void assertAtAConstantRate(Path film, long shown) throws IOException {
        try (DrivingSource source = FfmpegSources.open(film, SourceSettings.DEFAULT)) {
            assertThat(source.facts().width()).isEqualTo(320);
            assertThat(source.facts().sound()).isInstanceOf(Soundtrack.Coded.class);
            List<Long> millis = new ArrayList<>();
            for (Media media = source.next(); !(media instanceof Media.End); media = source.next()) {
                if (media instanceof Media.Frame frame) {
                    millis.add(Math.round(frame.pts().micros() / 1000.0));
                }
            }
            assertThat(millis)
                    .hasSize(Math.toIntExact(shown))
                    .allSatisfy(at -> assertThat(at % 40).isZero());
            assertThat(millis.getLast()).isEqualTo((shown - 1) * 40);
        }
    }
}
