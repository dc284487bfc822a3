package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePlayOutTest {
    private static final long FRAME = 40_000;
    private static final SessionId SESSION = new SessionId("demo");
    private static final FrameTiming TIMING = FrameTiming.unhurried(Instant.EPOCH);
    private static final Picture SLATE = picture(-1);
    private static final LiveControls FROZEN = LiveControls.NONE.frozen(true);
    private static final LiveControls CUT = LiveControls.NONE.slate(true);

    private final Written written = new Written();
    private LivePlayOut playOut;
    private long now;
    private long index;

    @BeforeEach
    void begin() throws IOException {
        playOut = new LivePlayOut(FrameRate.of(25), Duration.ofSeconds(2), SLATE, written, _ -> {});
    }

    @Test
    void theOutputIsThereBeforeAnythingComes() throws IOException {
        ticks(5, LiveControls.NONE);
        assertThat(written.seen).containsExactly(-1L, -1L, -1L, -1L, -1L);
        assertThat(written.samples).isEqualTo(5 * 1920);
    }

    @Test
    void eachFrameIsSeenOnce() throws IOException {
        for (int frame = 0; frame < 50; frame++) {
            give();
            ticks(1, LiveControls.NONE);
        }
        assertThat(written.seen).last().isEqualTo(49L);
        assertThat(written.seen).doesNotHaveDuplicates();
        assertThat(playOut.counts().repeated()).isZero();
    }

    @Test
    void aFrameThatDoesNotComeIsTheLastOneAgainAndThenTheSlate() throws IOException {
        give();
        ticks(1, LiveControls.NONE);
        ticks(49, LiveControls.NONE);
        assertThat(written.seen).containsOnly(0L);
        ticks(3, LiveControls.NONE);
        assertThat(written.seen).last().isEqualTo(-1L);
        assertThat(playOut.counts().repeated()).isBetween(49L, 51L);
    }

    @Test
    void aDriverWhoIsAwayIsNoReasonForTheSlate() throws IOException {
        give();
        for (int frame = 0; frame < 100; frame++) {
            take(new Held(stamp(), TIMING));
            ticks(1, LiveControls.NONE);
        }
        assertThat(written.seen).containsOnly(0L);
    }

    @Test
    void whoWasRevokedIsNotSeenOneMomentLonger() throws IOException {
        give();
        ticks(3, LiveControls.NONE);
        take(new Dropped(stamp(), TIMING, DropReason.NO_IDENTITY));
        ticks(2, LiveControls.NONE);
        assertThat(written.seen).endsWith(-1L);
    }

    @Test
    void aFrozenPictureStaysWhileTheSoundGoesOn() throws IOException {
        giveSound();
        give();
        ticks(1, LiveControls.NONE);
        for (int frame = 1; frame < 100; frame++) {
            give();
            ticks(1, FROZEN);
        }
        assertThat(written.seen).containsOnly(0L);
        assertThat(written.loudest).isGreaterThan(0.5f);
        give();
        ticks(1, LiveControls.NONE);
        assertThat(written.seen).last().isEqualTo(100L);
    }

    @Test
    void aCleanCutIsSeenAndHeardAtTheNextFrame() throws IOException {
        giveSound();
        give();
        ticks(1, LiveControls.NONE);
        give();
        written.loudest = 0;
        ticks(1, CUT);
        assertThat(written.seen).last().isEqualTo(-1L);
        assertThat(written.loudest).isZero();
        ticks(1, LiveControls.NONE);
        assertThat(written.seen).last().isEqualTo(1L);
    }

    @Test
    void whoInterruptsAVoiceHearsAndSeesNothingMoreOfWhatItHadToSay() throws IOException {
        giveSound();
        for (int frame = 0; frame < 10; frame++) {
            give();
        }
        ticks(3, LiveControls.NONE);
        assertThat(written.loudest).isGreaterThan(0.5f);
        long held = written.seen.getLast();

        // Frames 10 to 14 were on their way when it was interrupted; what is said from frame 15 on is new.
        playOut.cutBefore(new Pts(15 * FRAME));
        written.loudest = 0;
        for (int frame = 10; frame < 15; frame++) {
            give();
            ticks(1, LiveControls.NONE);
        }
        assertThat(written.seen).endsWith(held, held, held, held, held);
        assertThat(written.loudest).isZero();

        while (index < 40) {
            give();
            ticks(1, LiveControls.NONE);
        }
        assertThat(written.seen).isSorted().last().isNotEqualTo(held);
        assertThat(written.seen.stream().filter(seen -> seen > held)).allMatch(seen -> seen >= 15);
        assertThat(written.loudest).isGreaterThan(0.5f);
        assertThat(written.samples).isEqualTo(playOut.ticks() * 1920);
    }

    @Test
    void aVoiceThatWasInterruptedIsHeldNoLongerThanAnyOther() throws IOException {
        give();
        ticks(1, LiveControls.NONE);
        playOut.cutBefore(new Pts(1_000 * FRAME));
        ticks(60, LiveControls.NONE);
        assertThat(written.seen).last().isEqualTo(-1L);
    }

    /** Half an hour by the injected clock; with {@code -Dplayout.hours=24} a day, which takes a minute or two. */
    @Test
    void pictureAndSoundStayWithinAFrameForLongWithAFastSource() throws IOException {
        // The sound of frame n is a ramp that says n; it comes a quarter of a second before its picture.
        double clock = 1.001;
        long frames = Math.round(HOURS * 3600 * 25);
        double worst = 0;
        for (long tick = 0; tick < frames; tick++) {
            now = tick * FRAME;
            while (index * FRAME / clock <= now) {
                giveSaying(index);
                give();
            }
            playOut.tick(LiveControls.NONE, now);
            if (tick > 100) {
                long seen = written.seen.getLast();
                worst = Math.max(worst, Math.abs(written.heard * SAYABLE - seen));
            }
        }
        assertThat(worst).isLessThanOrEqualTo(1.1);
        // Nothing has piled up either: what is seen is not older than at the start.
        assertThat(frames * clock - written.seen.getLast()).isLessThan(4);
    }

    private static final double HOURS = Double.parseDouble(System.getProperty("playout.hours", "0.5"));
    private static final double SAYABLE = 100_000;

    /** A constant level for as long as the frame lasts. */
    private void giveSaying(long frame) {
        float[] samples = new float[2 * 1920];
        java.util.Arrays.fill(samples, (float) (frame / SAYABLE));
        playOut.take(frame * FRAME, samples);
    }

    private void giveSound() {
        float[] samples = new float[2 * 48_000 * 6];
        for (int sample = 0; sample < samples.length; sample++) {
            samples[sample] = (float) Math.sin(sample / 20.0);
        }
        playOut.take(0, samples);
    }

    private void give() {
        take(new Rendered(
                stamp(),
                TIMING,
                picture(index),
                new RenderedMessage.Alpha.None(),
                new RenderedMessage.StageTimes(0, 0, 0, 1)));
    }

    private void take(RenderedMessage message) {
        index++;
        playOut.take(message, now);
    }

    private FrameStamp stamp() {
        return new FrameStamp(SESSION, index, new Pts(index * FRAME));
    }

    private void ticks(int count, LiveControls controls) throws IOException {
        for (int tick = 0; tick < count; tick++) {
            now += FRAME;
            playOut.tick(controls, now);
        }
    }

    private static Picture picture(long number) {
        return new Picture(PictureCodec.JPEG, 2, 2, Bytes.ofUtf8(String.format(Locale.ROOT, "%d", number)));
    }

    /** What came out. */
    private static final class Written implements LiveWriter {
        final List<Long> seen = new ArrayList<>();
        long samples;
        float loudest;
        double heard;
        private long picture;

        @Override
        public void show(Picture shown) {
            picture = Long.parseLong(new String(shown.bytes().unsafeArray(), java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public void frame() {
            seen.add(picture);
        }

        @Override
        public void sound(float[] played) {
            samples += played.length / 2;
            for (float sample : played) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
            heard = played[played.length / 2];
        }

        @Override
        public void close() {}
    }
}
