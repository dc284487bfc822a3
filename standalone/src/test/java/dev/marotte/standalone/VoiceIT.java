package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portrait that is driven by sound alone. */
final class VoiceIT {
    private static final int RATE = 22_050;
    private static final int SECONDS = 2;
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration A_MOMENT = Duration.ofMillis(400);

    @TempDir
    private Path folder;

    private DemoAssets shipped;

    @BeforeEach
    void unpack() throws IOException {
        shipped = DemoAssets.forDemo(new DataFolder(folder));
    }

    @Test
    void aWaveFileBecomesAFilmOfItsLength() throws IOException {
        Path voice = Files.write(folder.resolve("speech.wav"), wave(tone(SECONDS)));
        Path film = folder.resolve("film.mp4");

        CommandRun run = animate("voice:" + voice, film);

        assertThat(run.err()).as("%s", run.out()).noneMatch(line -> line.startsWith("marotte:"));
        assertThat(run.exitCode()).isZero();
        Frames frames = Frames.of(film);
        assertThat(frames.times())
                .containsExactlyElementsOf(LongStream.range(0, SECONDS * 25)
                        .map(frame -> frame * 40_000)
                        .boxed()
                        .toList());
        assertThat(frames.soundMicros()).isBetween(SECONDS * 1_000_000L - 60_000, SECONDS * 1_000_000L + 120_000);
    }

    @Test
    void whatHasNoSoundIsRefused() throws IOException {
        Path voice = Files.copy(shipped.portrait(), folder.resolve("picture.jpg"));

        animate("voice:" + voice, folder.resolve("no.mp4"))
                .assertRefused("cannot use " + voice + " as a voice: it has no sound");
    }

    @Test
    void aVoiceKilledAtTwoMomentsIsFinishedWithEveryFrameOnce() throws Exception {
        Path expected = folder.resolve("expected.mp4");
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(start(undisturbed, expected).awaitEnd(LIFE)).isZero();

        Path data = folder.resolve("killed");
        Path out = folder.resolve("killed.mp4");
        assertThat(start(data, out).killWhileItStarts(data, A_MOMENT.multipliedBy(10)))
                .isTrue();
        AnimateProcess second = start(data, out);
        second.awaitRendered(data, AnimateProcess.renderedBytes(undisturbed) / 3);
        assertThat(second.killAfter(Duration.ZERO)).isTrue();
        assertThat(start(data, out).awaitEnd(LIFE)).isZero();

        assertThat(out).hasSameBinaryContentAs(expected);
        List<Long> landmarks = CommittedIndices.in(data).landmarks();
        assertThat(landmarks)
                .isEqualTo(LongStream.range(0, landmarks.size()).boxed().toList());
    }

    private AnimateProcess start(Path data, Path out) throws IOException {
        Path voice = Files.write(folder.resolve("longer.wav"), wave(tone(2 * SECONDS)));
        DemoAssets spoken = new DemoAssets(shipped.portrait(), Path.of("voice:" + voice));
        return AnimateProcess.start(spoken, data, out, folder.resolve("said.txt"));
    }

    private CommandRun animate(String source, Path out) {
        return CommandRun.of(
                folder.resolve("data"),
                List.of(
                        "animate",
                        "--portrait",
                        shipped.portrait().toString(),
                        "--source",
                        source,
                        "--out",
                        out.toString()));
    }

    /** Half of the time silent, half a buzz. */
    private static short[] tone(int seconds) {
        short[] samples = new short[seconds * RATE];
        for (int i = samples.length / 2; i < samples.length; i++) {
            samples[i] = (short) (i % (RATE / 120) * 40 - 3000);
        }
        return samples;
    }

    /** A RIFF file of 16 bits, mono. */
    private static byte[] wave(short[] samples) {
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(36 + 2 * samples.length).put(ascii("WAVEfmt "));
        file.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        file.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples.length);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
