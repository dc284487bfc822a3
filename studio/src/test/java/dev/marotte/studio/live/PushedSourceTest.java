package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Pts;
import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.live.MediaMessage.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PushedSourceTest {
    private static final Instant BEGUN = Instant.ofEpochSecond(1_000_000);
    /** Opus of 20 ms that says nothing. */
    private static final Bytes SILENCE = Bytes.of(new byte[] {(byte) 0xf8, (byte) 0xff, (byte) 0xfe});

    private final PushedSource source = new PushedSource(new StepTimes(), () -> BEGUN.plusSeconds(5), () -> {});

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void soundThatComesLateStandsWhereItWasCapturedBesideThePictures() throws IOException {
        assertThat(source.facts().sound()).isInstanceOf(Soundtrack.Coded.class);
        picture(0);
        assertThat(source.next()).isEqualTo(new Media.Frame(new Pts(0)));
        picture(1_000_000);
        assertThat(source.next()).isEqualTo(new Media.Frame(new Pts(1_000_000)));
        sound(1_010_000);
        sound(1_030_000);

        assertThat(source.next()).isInstanceOfSatisfying(Media.Sound.class, sound -> {
            assertThat(sound.pts()).isEqualTo(new Pts(1_010_000));
            assertThat(sound.durationMicros()).isEqualTo(20_000);
        });
        assertThat(source.next())
                .isInstanceOfSatisfying(
                        Media.Sound.class, sound -> assertThat(sound.pts()).isEqualTo(new Pts(1_030_000)));
    }

    private void picture(long micros) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        offer(Kind.PICTURE, Coding.JPEG, micros, Bytes.of(jpeg.toByteArray()));
    }

    private void sound(long micros) {
        offer(Kind.SOUND, Coding.OPUS, micros, SILENCE);
    }

    private void offer(Kind kind, Coding coding, long micros, Bytes payload) {
        long captured = FrameTiming.microsOf(BEGUN) + micros;
        source.queue().offer(new MediaMessage(kind, true, false, coding, 0, captured, captured, payload));
    }
}
