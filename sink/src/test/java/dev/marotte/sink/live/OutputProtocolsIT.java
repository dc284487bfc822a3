package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.UnassignedPorts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.StreamConnection;
import dev.marotte.schemas.StreamConnection.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each output that is claimed, taken by a program of somebody else. */
@Timeout(300)
final class OutputProtocolsIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int PICTURES_A_SECOND = 25;
    private static final int PICTURES = 2 * PICTURES_A_SECOND;
    private static final Path RTMP_MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");

    private final int port = UnassignedPorts.one();

    @TempDir
    private Path folder;

    @Test
    void srtToAListener() throws Exception {
        try (var player = records("srt://127.0.0.1:" + port + "?mode=listener");
                var _ = OnAir.to("srt://127.0.0.1:" + port + "?latency=50000")) {
            assertRecorded(player);
        }
    }

    @Test
    void srtAsListenerWithAPassphrase() throws Exception {
        String secret = "passphrase=quite_a_secret";
        try (var _ = OnAir.to("srt://127.0.0.1:" + port + "?mode=listener&" + secret);
                // Who calls gives up after three seconds otherwise, and the first one that listens loads FFmpeg before.
                var player = records("srt://127.0.0.1:" + port + "?mode=caller&connect_timeout=60000&" + secret)) {
            assertRecorded(player);
        }
    }

    @Test
    void udpTransportStream() throws Exception {
        try (var player = records("udp://127.0.0.1:" + port);
                var _ = OnAir.to("udp://127.0.0.1:" + port)) {
            assertRecorded(player);
        }
    }

    @Test
    void rtmpToAServer() throws Exception {
        String address = "rtmp://127.0.0.1:" + port + "/live/key";
        try (var _ = rtmpServer();
                var onAir = OnAir.to(address)) {
            await().atMost(LONGEST).until(() -> isConnected(onAir));
            try (var player = records(address)) {
                assertRecorded(player);
            }
        }
    }

    @Test
    void rtspToARecorder() throws Exception {
        String address = "rtsp://127.0.0.1:" + port + "/live";
        try (var player = recordsFrom("-rtsp_flags listen -i " + address, PICTURES);
                var _ = OnAir.to(address)) {
            assertRecorded(player);
        }
    }

    @Test
    void whipToAServerWhoseMediaAreChromiums() throws Exception {
        try (WhipServer server = WhipServer.start();
                var _ = ForeignPlayer.start(
                        "chromium --headless --no-sandbox --disable-gpu --no-first-run --allow-loopback-in-peer-connection"
                                + " --disable-features=WebRtcHideLocalIpsWithMdns --disable-background-networking --user-data-dir="
                                + folder.resolve("chromium") + " http://127.0.0.1:" + server.port() + "/page")) {
            await().atMost(LONGEST).until(server::isReady);
            try (var _ = OnAir.to("http://let-me-in@127.0.0.1:" + server.port() + "/whip")) {
                WhipServer.Seen seen = await().atMost(Duration.ofSeconds(100))
                        .until(server::seen, each -> each.pictures() > 25 && each.sounds() > 50);
                assertThat(seen.width()).isEqualTo(320);
            }
            assertThat(server.authorization()).isEqualTo("Bearer let-me-in");
        }
    }

    @Test
    void segmentsOfAPlaylistThatIsWholeAtEachMoment() throws Exception {
        Path playlist = folder.resolve("live.m3u8");
        try (var _ = OnAir.to(new SessionOutput.SegmentOutput(playlist.toString()))) {
            await().atMost(LONGEST).until(() -> Files.exists(playlist));
            for (int look = 0; look < 200; look++) {
                assertThat(Files.readString(playlist)).startsWith("#EXTM3U").endsWith("\n");
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
            try (var player = records(playlist.toString())) {
                assertRecorded(player);
            }
            assertThat(Files.readString(playlist)).contains("#EXT-X-MAP").contains(".m4s");
            try (var files = Files.list(folder)) {
                assertThat(files.filter(file -> file.toString().endsWith(".m4s")))
                        .hasSizeLessThan(12);
            }
        }
    }

    @Test
    void thePlaylistOfASessionThatIsOverSaysSoAndAllOfItCanBePlayed() throws Exception {
        Path playlist = folder.resolve("over.m3u8");
        try (var onAir = OnAir.to(new SessionOutput.SegmentOutput(playlist.toString()))) {
            await().atMost(LONGEST).until(() -> ticks(onAir) > 3 * PICTURES_A_SECOND);
        }
        assertThat(Files.readString(playlist)).startsWith("#EXTM3U").endsWith("#EXT-X-ENDLIST\n");
        assertThat(segments()).isNotEmpty().doesNotContain(0L);
        // Only the end mark lets a player stop.
        try (var player = recordsFrom("-i " + playlist, Integer.MAX_VALUE)) {
            assertThat(player.isContentWithin(LONGEST.toSeconds())).isTrue();
        }
        assertThat(millisOf(folder.resolve("taken.mkv"))).hasSizeGreaterThan(2 * PICTURES_A_SECOND);
    }

    @Test
    void thePlaylistOfASessionThatAnotherProcessTakesOverHasNoEnd() throws Exception {
        Path playlist = folder.resolve("handed.m3u8");
        try (var onAir = OnAir.to(new SessionOutput.SegmentOutput(playlist.toString()))) {
            await().atMost(LONGEST).until(() -> ticks(onAir) > 3 * PICTURES_A_SECOND);
            onAir.handOver();
        }
        assertThat(Files.readString(playlist))
                .startsWith("#EXTM3U")
                .endsWith(".m4s\n")
                .doesNotContain("#EXT-X-ENDLIST");
        assertThat(segments()).isNotEmpty().doesNotContain(0L);
    }

    /** Their sizes. */
    private List<Long> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".m4s"))
                    .map(file -> file.toFile().length())
                    .toList();
        }
    }

    @Test
    void anOutputWhosePeerIsAwayForTenSecondsComesBackAndTheOthersGoOn() throws Exception {
        int other = UnassignedPorts.one();
        Path whole = folder.resolve("whole.ts");
        try (var onAir = OnAir.to(
                        new SessionOutput.StreamOutput("srt://127.0.0.1:" + port),
                        new SessionOutput.StreamOutput("udp://127.0.0.1:" + other));
                var steady =
                        ForeignPlayer.start("ffmpeg -v error -y -i udp://127.0.0.1:" + other + " -c copy " + whole)) {
            // Stays until it is told to go, however late that it is there is noticed.
            try (var _ = recordsFrom("-i srt://127.0.0.1:" + port + "?mode=listener", Integer.MAX_VALUE)) {
                await().atMost(LONGEST).until(() -> isConnected(onAir));
            }
            long skippedBefore = connections(onAir).getLast().skipped();
            await().atMost(LONGEST).until(() -> state(onAir) == State.LOST);
            long lost = ticks(onAir);
            await().atMost(LONGEST).until(() -> ticks(onAir) > lost + 10 * PICTURES_A_SECOND);
            assertThat(steady.isRunning()).isTrue();
            assertThat(state(onAir)).isEqualTo(State.LOST);
            try (var player = recordsFrom("-i srt://127.0.0.1:" + port + "?mode=listener", 10 * PICTURES_A_SECOND)) {
                // Asked while the player is there: it goes away when it has what it wants.
                await().atMost(LONGEST).until(() -> isConnected(onAir));
                StreamConnection back = connections(onAir).getFirst();
                assertThat(back.losses()).isEqualTo(1);
                assertThat(back.skipped()).isGreaterThan(200);
                assertThat(player.isContentWithin(LONGEST.toSeconds())).isTrue();
                assertThat(millisOf(folder.resolve("taken.mkv"))).hasSizeGreaterThan(25);
            }
            StreamConnection steadily = connections(onAir).getLast();
            assertThat(steadily.losses()).isZero();
            assertThat(steadily.skipped() - skippedBefore).isLessThan(30);
        }
        assertThat(millisOf(whole)).hasSizeGreaterThan(300);
    }

    private static List<StreamConnection> connections(OnAir onAir) {
        return onAir.progress().map(LiveProgress::connections).orElseThrow();
    }

    private static long ticks(OnAir onAir) {
        return onAir.progress().map(LiveProgress::ticks).orElse(0L);
    }

    private static boolean isConnected(OnAir onAir) {
        return state(onAir) == State.CONNECTED;
    }

    private static State state(OnAir onAir) {
        return onAir.progress()
                .map(progress -> progress.connections().getFirst().state())
                .orElse(State.CONNECTING);
    }

    private ForeignPlayer rtmpServer() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(RTMP_MODULE),
                "libnginx-mod-rtmp is not installed, so this was NOT tested; see docs/live.md");
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                load_module %s;
                daemon off;
                master_process off;
                pid %s/nginx.pid;
                error_log %s/error.log;
                events {}
                rtmp { server { listen 127.0.0.1:%d; application live { live on; } } }
                """.formatted(RTMP_MODULE, folder, folder, port));
        return ForeignPlayer.start("nginx -c " + config + " -p " + folder);
    }

    /** Two seconds of the stream as it is, into a file. */
    private ForeignPlayer records(String address) {
        return recordsFrom("-i " + address, PICTURES);
    }

    /** Counted in pictures and not in time: what a program is too busy to take is left out, and time goes on. */
    private ForeignPlayer recordsFrom(String input, int pictures) {
        return ForeignPlayer.start(
                "ffmpeg -v error -y " + input + " -c copy -frames:v " + pictures + " " + folder.resolve("taken.mkv"));
    }

    private void assertRecorded(ForeignPlayer player) throws Exception {
        assertThat(player.isContentWithin(LONGEST.toSeconds())).isTrue();
        List<Long> millis = millisOf(folder.resolve("taken.mkv"));
        assertThat(millis).hasSizeBetween(25, 60);
        List<Long> apart = IntStream.range(1, millis.size())
                .mapToObj(number -> millis.get(number) - millis.get(number - 1))
                .sorted()
                .toList();
        assertThat(apart.get(apart.size() / 2)).isBetween(39L, 41L);
    }

    private static List<Long> millisOf(Path file) throws IOException {
        try (DrivingSource source = FfmpegSources.open(file, SourceSettings.DEFAULT)) {
            assertThat(source.facts().width()).isEqualTo(320);
            assertThat(source.facts().sound()).isInstanceOf(dev.marotte.ingest.ClipFacts.Soundtrack.Coded.class);
            List<Long> millis = new ArrayList<>();
            for (Media media = source.next(); !(media instanceof Media.End); media = source.next()) {
                if (media instanceof Media.Frame frame) {
                    millis.add(Math.round(frame.pts().micros() / 1000.0));
                }
            }
            return millis;
        }
    }
}
