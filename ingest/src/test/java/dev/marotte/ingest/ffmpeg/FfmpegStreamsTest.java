package dev.marotte.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.UnassignedPorts;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.stream.StreamPolicy;
import dev.marotte.media.StreamAddress;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who opens a stream that cannot be had learns what is in the way. */
@Timeout(120)
final class FfmpegStreamsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final StreamPolicy POLICY = new StreamPolicy(LONG, LONG, LONG);

    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void aPortThatAnotherProgramHasIsNamedAsTheReason() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> listeningAt(other.getLocalPort()).open())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("address already in use");
        }
    }

    @Test
    void aPortThatAnotherSessionHasIsNamedAsTheReason() throws Exception {
        int port = UnassignedPorts.one();
        BlockingQueue<String> failures = new ArrayBlockingQueue<>(2);
        Thread one = Thread.ofPlatform().start(() -> failures.add(failureOf(listeningAt(port))));
        Thread two = Thread.ofPlatform().start(() -> failures.add(failureOf(listeningAt(port))));
        try {
            assertThat(failures.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("another session has its port");
        } finally {
            over.set(true);
            one.join();
            two.join();
        }
    }

    private FfmpegStreams listeningAt(int port) {
        StreamAddress address = StreamAddress.of("srt://127.0.0.1:" + port + "?mode=listener");
        return new FfmpegStreams(address, SourceSettings.DEFAULT, POLICY, over::get);
    }

    private static String failureOf(FfmpegStreams streams) {
        try (var _ = streams.open()) {
            return "none";
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        }
    }
}
