package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.Media;
import dev.marotte.ingest.SoundSource;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.media.ffmpeg.PcmDecoder;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.SessionId;
import dev.marotte.standalone.VoiceClient.Heard;
import dev.marotte.standalone.VoiceClient.Shown;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A programme that speaks through an identity over the WebSocket. What was measured is left in {@code target/studio-voice.txt}. */
@Timeout(600)
@Tag("alone")
final class StudioVoiceIT {
    private static final Path FIGURES = Path.of("target", "studio-voice.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PIECE_NANOS = 20_000_000;
    private static final long FRAME_MICROS = 40_000;
    /** The session's own way of saying that a voice is sent as samples, and that the renderer's pictures are wanted. */
    private static final List<String> TERMS = List.of(
            "{\"drive\":{\"sound\":\"pcm\",\"rate\":" + VoiceClient.RATE + "}}", "{\"watch\":{\"video\":\"jpeg\"}}");

    /** Of Opus, in which the end of what was loud sounds on. */
    private static final long TAIL_MICROS = 40_000;

    @TempDir
    private Path folder;

    private ServedStudio studio;
    private StudioClient client;
    private DemoAssets assets;
    private VoiceClient voice;
    private String session = "";
    private WebSocket line;

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(FIGURES.toAbsolutePath().getParent());
        assets = DemoAssets.forBench(DataFolder.of(folder.resolve("demo"), Map.of()));
        studio = ServedStudio.start(DataFolder.of(folder.resolve("data"), Map.of()));
        client = StudioClient.enter(studio.address());
        client.enrol(assets.portrait(), "somebody");
        session = client.open("somebody", true);
        voice = new VoiceClient();
        line = client.connect(session, voice);
        for (String term : TERMS) {
            line.sendText(term, true).join();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> voice.pictures.size() > 25);
    }

    @AfterEach
    void stop() throws Exception {
        try {
            client.close();
        } finally {
            studio.close();
        }
    }

    @Test
    void aVoiceInPiecesOfTwentyMillisecondsIsHeardAndMovesTheMouthInStep() throws Exception {
        short[] speech = speech();
        int idle = voice.pictures.size();
        long begun = System.nanoTime();
        for (int piece = 0; piece < speech.length / VoiceClient.PIECE; piece++) {
            awaitUntil(begun + piece * PIECE_NANOS);
            voice.say(line, speech, piece * VoiceClient.PIECE, (piece + 1) * VoiceClient.PIECE);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> !voice.loudSince(begun).isEmpty());
        long start = voice.loudSince(begun).getFirst().ptsMicros() - onsetMicros(speech);
        long end = start + micros(speech.length);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> voice.sounds.getLast().ptsMicros() >= end
                        && voice.pictures.getLast().ptsMicros() >= end);
        List<Shown> shown = List.copyOf(voice.pictures).stream()
                .skip(idle)
                .filter(picture -> picture.ptsMicros() >= start && picture.ptsMicros() < end)
                .toList();
        LipMovement lips = LipMovement.of(shown);
        double opening = lips.spread();
        double still =
                LipMovement.of(List.copyOf(voice.pictures).subList(5, idle)).spread();
        long late = lips.lateness(voice.sounds);
        String figures = String.format(
                Locale.ROOT,
                "a piece sent to its sound: p50 %.0f ms, p99 %.0f ms%na piece sent to its picture: p50 %.0f ms, p99 %.0f ms%n"
                        + "pictures %d of %d%nspread of the mouth's opening: %.2f px idle, %.2f px speaking%nlips are %d ms behind the loudness (r %.2f)%n",
                quantile(lags(voice.sounds, start, begun), 0.5),
                quantile(lags(voice.sounds, start, begun), 0.99),
                quantile(shownLags(shown, start, begun), 0.5),
                quantile(shownLags(shown, start, begun), 0.99),
                shown.size(),
                micros(speech.length) / FRAME_MICROS,
                still,
                opening,
                late,
                lips.correlation(voice.sounds, late));
        Files.writeString(FIGURES, figures);
        assertThat(opening).as(figures).isGreaterThan(2 * still);
        assertThat(late).as(figures).isBetween(-120L, 120L);
        long frames = micros(speech.length) / FRAME_MICROS;
        // What comes too late is dropped, and a busy machine is late.
        assertThat(shown.size() + voice.dropped()).as(figures).isGreaterThan((int) (0.8 * frames));
    }

    @Test
    void whoeverInterruptsHearsNothingMoreOfWhatWasToBeSaid() throws Exception {
        short[] speech = VoiceClient.syllables(20_000);
        voice.say(line, speech, 0, speech.length);
        long sent = System.nanoTime();
        Awaitility.await().atMost(PATIENCE).until(() -> voice.loudSince(sent).size() > 30);

        long interrupted = System.nanoTime();
        line.sendText("{\"interrupt\":true}", true).join();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !voice.cuts.isEmpty() && saidSince("\"speaking\":false,\"left\":0"));
        long heard = voice.sounds.size();
        Awaitility.await().atMost(PATIENCE).until(() -> voice.sounds.size() > heard + 50);

        long last = voice.loudSince(interrupted).stream()
                .mapToLong(each -> each.atNanos() - interrupted)
                .max()
                .orElse(0);
        Files.writeString(FIGURES.resolveSibling("studio-interrupt.txt"), "heard for " + last / 1e6 + " ms after\n");
        assertSilentFrom(voice.cuts.getFirst());

        long again = System.nanoTime();
        voice.say(line, speech, 0, VoiceClient.RATE);
        Awaitility.await().atMost(PATIENCE).until(() -> !voice.loudSince(again).isEmpty());
    }

    /** How long it takes until the studio hears of an interruption and says so is the machine's: what comes of the voice behind it counts. */
    private void assertSilentFrom(VoiceClient.Cut cut) {
        assertThat(voice.sounds)
                .filteredOn(each -> each.isLoud() && each.ptsMicros() >= cut.ptsMicros() + TAIL_MICROS)
                .isEmpty();
        // One may be on its way out just then; whoever plays it leaves out what is before the cut.
        assertThat(voice.loudSince(cut.atNanos()))
                .filteredOn(each -> each.ptsMicros() < cut.ptsMicros())
                .hasSizeLessThan(2);
    }

    private boolean saidSince(String words) {
        return voice.words.stream().anyMatch(said -> said.contains(words));
    }

    private static void awaitUntil(long nanos) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** The demo's speech, brought to the client's rate. */
    private short[] speech() throws IOException {
        short[] speech = new short[60 * VoiceClient.RATE];
        int[] end = {0};
        try (SoundSource source = FfmpegSources.openVoice(assets.driving(), "the demo")) {
            var track = source.soundtrack();
            var header = new AudioHeader(
                    new SessionId("demo"), track.codec(), track.sampleRate(), track.channels(), track.setup());
            try (PcmDecoder decoder = PcmDecoder.open(header, (pts, samples) -> {
                for (int sample = 0; sample + 5 < samples.length; sample += 6) {
                    int at = (int) (pts * VoiceClient.RATE / 1_000_000) + sample / 6;
                    if (at >= 0 && at < speech.length) {
                        speech[at] = (short) (samples[sample] * Short.MAX_VALUE);
                        end[0] = Math.max(end[0], at);
                    }
                }
            })) {
                for (Optional<Media.Sound> sound = source.next(); sound.isPresent(); sound = source.next()) {
                    decoder.take(new AudioUnit(
                            new SessionId("demo"),
                            1,
                            sound.get().pts(),
                            sound.get().durationMicros(),
                            sound.get().bytes()));
                }
            }
        }
        return Arrays.copyOf(speech, end[0]);
    }

    private static long micros(int samples) {
        return samples * 1_000_000L / VoiceClient.RATE;
    }

    private static long onsetMicros(short[] speech) {
        for (int sample = 0; sample < speech.length; sample++) {
            if (Math.abs(speech[sample]) > 0.02 * Short.MAX_VALUE) {
                return micros(sample) / 20_000 * 20_000;
            }
        }
        throw new IllegalStateException("nobody speaks in it");
    }

    private static double[] lags(List<Heard> sounds, long start, long begun) {
        return sounds.stream()
                .filter(heard -> heard.ptsMicros() >= start && heard.atNanos() > begun)
                .filter(Heard::isLoud)
                .mapToDouble(heard -> lag(heard.ptsMicros(), heard.atNanos(), start, begun))
                .toArray();
    }

    private static double[] shownLags(List<Shown> shown, long start, long begun) {
        return shown.stream()
                .mapToDouble(picture -> lag(picture.ptsMicros(), picture.atNanos(), start, begun))
                .toArray();
    }

    private static double lag(long pts, long atNanos, long start, long begun) {
        return (atNanos - begun) / 1e6 - (pts - start) / 1e3;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }
}
