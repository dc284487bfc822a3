package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.face.onnx.Device;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DrawingBenchTest {
    private static GeneratorChoice choice(String bundle) {
        return new GeneratorChoice(new BundleSource.BuiltIn(bundle), Device.CPU, 1);
    }

    @Test
    void drawsForAsLongAsItIsToldByAsManyLoops() throws InterruptedException {
        try (TestStudio studio = new TestStudio(new BundleSource.BuiltIn("still"));
                DrawingBench bench = DrawingBench.open(choice("still"), InstantSource.system())) {
            EnrolledIdentity hopper = studio.enrol("hopper.jpg");
            DrawingBench.Figures drawn = bench.measure(hopper, 2, 4, 2, Duration.ofMillis(200));
            assertThat(bench.device()).isEqualTo(Device.CPU);
            assertThat(drawn.batch()).isEqualTo(4);
            assertThat(drawn.loops()).isEqualTo(2);
            assertThat(drawn.framesASecond()).isPositive();
            assertThat(drawn.p99Millis()).isGreaterThanOrEqualTo(drawn.p50Millis());
        }
    }

    @Test
    void drawsOnceWhereTheMachineIsHeldUpForLongerThanItIsTold() throws InterruptedException {
        AtomicLong hours = new AtomicLong();
        InstantSource heldUp = () -> Instant.EPOCH.plus(Duration.ofHours(hours.getAndIncrement()));
        try (TestStudio studio = new TestStudio(new BundleSource.BuiltIn("still"));
                DrawingBench bench = DrawingBench.open(choice("still"), heldUp)) {
            DrawingBench.Figures drawn = bench.measure(studio.enrol("hopper.jpg"), 1, 1, 1, Duration.ofMillis(1));
            assertThat(drawn.framesASecond()).isPositive();
        }
    }

    @Test
    void countsFramesOfAllLoopsInTheTimeThatTheyTook() {
        List<Long> runs = List.of(500_000L, 500_000L, 400_000L, 600_000L);
        DrawingBench.Figures figures = DrawingBench.Figures.of(8, 2, runs, Duration.ofSeconds(1));
        assertThat(figures.framesASecond()).isEqualTo(32);
        assertThat(figures.p50Millis()).isEqualTo(500);
        assertThat(figures.p99Millis()).isEqualTo(600);
    }

    @Test
    void refusesABundleThatIsNone() {
        assertThatThrownBy(() -> DrawingBench.open(choice("none"), InstantSource.system()))
                .isInstanceOf(BadInputException.class);
    }
}
