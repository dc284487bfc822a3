package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.UnassignedPorts;
import dev.marotte.standalone.StreamListener.Heard;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Barge-in from end to end: a programme speaks over the WebSocket, the session is sent to a network stream, and whoever takes that hears nothing more of what
 * was to be said when it was interrupted. What was measured is left in {@code target/interrupted-stream.txt}.
 */
@Timeout(600)
@Tag("alone")
final class InterruptedStreamIT {
    private static final Path FIGURES = Path.of("target", "interrupted-stream.txt");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final double BEFORE = 500;
    private static final double AFTER = 1500;
    /**
     * Of the stream, from where a listener may stand when it is said that there is an interruption, of the 80 seconds that were to be said: for what is
     * played out before the sink knows of it, also on a busy machine. That nothing is played out once it is known of is LivePlayOutTest's.
     */
    private static final long LONGEST_HEARD_MILLIS = 3_000;

    @TempDir
    private Path folder;

    private ServedStudio studio;
    private StudioClient client;
    private StreamListener listener;
    private WebSocket line;
    private VoiceClient voice;

    @BeforeEach
    void begin() throws Exception {
        int port = UnassignedPorts.one();
        listener = StreamListener.at("srt://127.0.0.1:" + port + "?mode=listener&latency=50000", BEFORE, AFTER);
        DemoAssets assets = DemoAssets.forBench(DataFolder.of(folder.resolve("demo"), Map.of()));
        studio = ServedStudio.start(DataFolder.of(folder.resolve("data"), Map.of()));
        client = StudioClient.enter(studio.address());
        client.enrol(assets.portrait(), "somebody");
        String session = patiently()
                .ignoreExceptionsInstanceOf(IOException.class) // until the gallery has heard of the enrolment
                .until(() -> client.openVoice("somebody", "srt://127.0.0.1:" + port + "?latency=50000"), _ -> true);
        voice = new VoiceClient();
        line = client.connect(session, voice);
        line.sendText("{\"drive\":{\"sound\":\"pcm\",\"rate\":" + VoiceClient.RATE + "}}", true)
                .join();
        line.sendText("{\"watch\":{\"video\":\"jpeg\"}}", true).join();
        patiently().until(() -> voice.pictures.size() > 25 && !listener.heard.isEmpty());
    }

    @AfterEach
    void stop() throws Exception {
        try {
            client.close();
        } finally {
            studio.close();
            listener.close();
        }
    }

    @Test
    void whoeverTakesTheStreamHearsNothingMoreOfWhatWasInterrupted() throws Exception {
        for (int message = 0; message < 4; message++) {
            say(BEFORE, 20);
        }
        patiently().until(() -> listener.count(Heard::isFirst) > 100);
        line.sendText("{\"interrupt\":true}", true).join();
        patiently().until(() -> !voice.cuts.isEmpty());
        long interrupted = voice.cuts.getFirst().atNanos();
        say(AFTER, 10);
        patiently().until(() -> listener.count(Heard::isSecond) > 50);
        long over = listener.heard.size();
        patiently().until(() -> listener.heard.size() > over + 100);

        List<Heard> heard = List.copyOf(listener.heard);
        Heard last = heard.stream()
                .filter(Heard::isFirst)
                .reduce((_, later) -> later)
                .orElseThrow();
        Heard next = heard.stream().filter(Heard::isSecond).findFirst().orElseThrow();
        double lastMillis = last.ptsMicros() / 1e3 - placeAt(interrupted, heard);
        double gapMillis = (next.ptsMicros() - last.ptsMicros()) / 1e3;
        String figures = String.format(
                Locale.ROOT,
                "what was interrupted goes on in the stream for %.0f ms, and came for %.0f ms after%n"
                        + "silence until what is said next: %.0f ms of the stream%n",
                lastMillis,
                (last.atNanos() - interrupted) / 1e6,
                gapMillis);
        Files.writeString(FIGURES, figures);
        // How long it is silent is no matter of right and wrong: where what is said next is there at once, it is heard
        // at once.
        assertThat(gapMillis).as(figures).isPositive();
        assertThat(lastMillis).as(figures).isLessThan(LONGEST_HEARD_MILLIS);
    }

    /** Where in the stream somebody stands who gets all of it as early as the earliest piece came, in milliseconds; pieces come in bursts. */
    private static double placeAt(long nanos, List<Heard> heard) {
        double earliest = heard.stream()
                .mapToDouble(each -> each.atNanos() / 1e6 - each.ptsMicros() / 1e3)
                .min()
                .orElseThrow();
        return nanos / 1e6 - earliest;
    }

    private void say(double hertz, int seconds) {
        short[] tone = new short[seconds * VoiceClient.RATE];
        for (int sample = 0; sample < tone.length; sample++) {
            tone[sample] = (short) (9_000 * Math.sin(2 * Math.PI * hertz * sample / VoiceClient.RATE));
        }
        voice.say(line, tone, 0, tone.length);
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE);
    }
}
