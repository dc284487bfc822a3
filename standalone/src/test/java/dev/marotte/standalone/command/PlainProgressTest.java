package dev.marotte.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class PlainProgressTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final StringWriter text = new StringWriter();

    @Test
    void saysFramesRateAndTimeLeftEveryFewSeconds() {
        try (var progress = progress(500)) {
            at(Duration.ofSeconds(1), progress, 20);
            at(Duration.ofSeconds(5), progress, 200);
            at(Duration.ofSeconds(6), progress, 210);
        }

        assertThat(text.toString().lines()).containsExactly("200 of 500 frames, 40 a second, 8 s left");
    }

    @Test
    void saysHowLongAFrameTakesWhereThatIsSeconds() {
        try (var progress = progress(20)) {
            at(Duration.ofSeconds(6), progress, 0);
            at(Duration.ofSeconds(8), progress, 1);
            at(Duration.ofSeconds(14), progress, 1);
            at(Duration.ofSeconds(18), progress, 2);
        }

        assertThat(text.toString().lines())
                .containsExactly(
                        "1 of 20 frames, 8.0 s a frame, 152 s left", "2 of 20 frames, 10.0 s a frame, 180 s left");
    }

    @Test
    void leavesOutWhatItCannotKnow() {
        try (var progress = progress(0)) {
            at(Duration.ofSeconds(10), progress, 300);
        }

        assertThat(text.toString().lines()).containsExactly("300 frames, 30 a second");
    }

    @Test
    void saysWhatItIsThatIsDoneWithThem() {
        try (var progress = new PlainProgress(new PrintWriter(text, true), " looked at", 0, now::get)) {
            at(Duration.ofSeconds(5), progress, 300);
        }

        assertThat(text.toString().lines()).containsExactly("300 frames looked at, 60 a second");
    }

    private PlainProgress progress(long total) {
        InstantSource clock = now::get;
        return new PlainProgress(new PrintWriter(text, true), "", total, clock);
    }

    private void at(Duration time, PlainProgress progress, long frames) {
        now.set(Instant.EPOCH.plus(time));
        progress.done(frames);
    }
}
