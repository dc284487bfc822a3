package dev.marotte.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.UnassignedPorts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegStreams;
import dev.marotte.media.StreamAddress;
import dev.marotte.schemas.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each protocol that is claimed, with a program of somebody else on the other side. */
@Timeout(300)
final class StreamProtocolsIT {
    /** Longer than a busy machine keeps a sender waiting; no test here is about a stream that goes silent. */
    private static final StreamPolicy POLICY =
            new StreamPolicy(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(1));

    private final int port = UnassignedPorts.one();

    @TempDir
    private Path folder;

    @Test
    void srtAsListener() throws IOException {
        try (var _ = ForeignProgram.sends("mpegts", "srt://127.0.0.1:" + port + "?mode=caller")) {
            readsFrom("srt://127.0.0.1:" + port + "?mode=listener&latency=50000");
        }
    }

    @Test
    void srtAsCallerWithStreamIdAndPassphrase() throws IOException {
        String secret = "passphrase=quite_a_secret&pbkeylen=16";
        try (var _ = ForeignProgram.sends("mpegts", "srt://127.0.0.1:" + port + "?mode=listener&" + secret)) {
            readsFrom("srt://127.0.0.1:" + port + "?streamid=studio/one&" + secret);
        }
    }

    @Test
    void srtFromAContributionEncodersTransmitter() throws IOException {
        ForeignProgram.require("srt-live-transmit");
        int inside = UnassignedPorts.one();
        try (var _ = ForeignProgram.sends("mpegts", "udp://127.0.0.1:" + inside + "?pkt_size=1316");
                var _ = ForeignProgram.start(
                        "srt-live-transmit",
                        "udp://127.0.0.1:" + inside,
                        "srt://127.0.0.1:" + port + "?mode=listener")) {
            readsFrom("srt://127.0.0.1:" + port);
        }
    }

    @Test
    void rtmpAsListener() throws IOException {
        try (var _ = Retrying.sends("flv", "rtmp://127.0.0.1:" + port + "/live/key")) {
            readsFrom("rtmp://127.0.0.1:" + port + "/live/key?listen=1");
        }
    }

    @Test
    void rtmpPulledFromAServer() throws IOException {
        try (var _ = RtmpServer.start(folder, port);
                var _ = Retrying.sends("flv", "rtmp://127.0.0.1:" + port + "/live/key")) {
            readsFrom("rtmp://127.0.0.1:" + port + "/live/key");
        }
    }

    @Test
    void rtspAsListener() throws IOException {
        try (var _ = Retrying.sends("rtsp -rtsp_transport tcp", "rtsp://127.0.0.1:" + port + "/live")) {
            readsFrom("rtsp://127.0.0.1:" + port + "/live?listen=1");
        }
    }

    @Test
    void rtspPulledFromAServer() throws IOException {
        ForeignProgram.require("cvlc");
        Path clip = folder.resolve("clip.ts");
        ForeignProgram.makes(clip);
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        String stream = "#rtp{sdp=rtsp://127.0.0.1:" + port + "/clip}";
        try (var _ = ForeignProgram.startAsNobody("cvlc", "-q", clip.toString(), "--loop", "--sout", stream)) {
            readsFrom("rtsp://127.0.0.1:" + port + "/clip");
        }
    }

    @Test
    void udpTransportStream() throws IOException {
        try (var _ = ForeignProgram.sends("mpegts", "udp://127.0.0.1:" + port + "?pkt_size=1316")) {
            readsFrom("udp://127.0.0.1:" + port);
        }
    }

    @Test
    void hlsOverHttp() throws Exception {
        Path playlist = folder.resolve("live.m3u8");
        try (var _ = ForeignProgram.sends(
                        "hls",
                        playlist.toString(),
                        "-hls_time",
                        "1",
                        // Those that are read stay for a while on a busy machine as well.
                        "-hls_list_size",
                        "20",
                        "-hls_flags",
                        "delete_segments");
                var server = FileServer.over(folder)) {
            Retrying.untilTrue(() -> Files.exists(playlist));
            readsFrom("http://127.0.0.1:" + server.port() + "/live.m3u8");
        }
    }

    @Test
    void aStreamThatIsNotThereIsGivenUpInTimeAndItsPassphraseIsNotTold() {
        StreamPolicy hasty = new StreamPolicy(Duration.ofMillis(700), Duration.ofSeconds(1), Duration.ofMinutes(1));
        var streams = new FfmpegStreams(
                StreamAddress.of("srt://127.0.0.1:" + port + "?mode=listener&passphrase=quite_a_secret"),
                SourceSettings.DEFAULT,
                hasty,
                () -> false);
        assertThatThrownBy(streams::open).isInstanceOf(IOException.class).hasMessageNotContaining("quite_a_secret");
    }

    /** Half a second of both, of which a picture is looked at: the test picture has a red bar where a driver's picture has none. */
    private static void readsFrom(String address) throws IOException {
        var streams = new FfmpegStreams(StreamAddress.of(address), SourceSettings.DEFAULT, POLICY, () -> false);
        try (DrivingSource stream = open(streams)) {
            List<Media.Frame> frames = new ArrayList<>();
            List<Media.Sound> sounds = new ArrayList<>();
            Optional<Picture> picture = Optional.empty();
            while (frames.size() < 30 || sounds.size() < 20) {
                switch (stream.next()) {
                    case Media.Frame frame -> {
                        frames.add(frame);
                        picture = Optional.of(stream.encode());
                    }
                    case Media.Sound sound -> sounds.add(sound);
                    case Media.Broken _ -> {}
                    case Media.End end -> throw new IOException("it ended: " + end);
                }
            }
            assertThat(frames.getFirst().pts().micros()).isZero();
            assertThat(frames.get(25).pts().micros()).isBetween(900_000L, 1_100_000L);
            assertThat(sounds.getFirst().pts().micros()).isBetween(-200_000L, 600_000L);
            assertThat(picture.orElseThrow().width()).isEqualTo(320);
        }
    }

    /** A server that was just started may not listen yet. */
    private static DrivingSource open(FfmpegStreams streams) throws IOException {
        return Retrying.until(streams::open);
    }
}
