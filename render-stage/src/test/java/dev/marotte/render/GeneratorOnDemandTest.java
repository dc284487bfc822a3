package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GeneratorOnDemandTest {
    private final AtomicInteger openings = new AtomicInteger();
    private final Generator generator = new GeneratorOnDemand("test 1", () -> {
        openings.incrementAndGet();
        return new TestGenerator();
    });

    @Test
    void isOpenedOnceAndNotBeforeItIsNeeded() {
        assertThat(generator.id()).isEqualTo("test 1");
        assertThat(openings).hasValue(0);
        assertThat(generator.framesPerRun()).isEqualTo(1);
        assertThat(generator.framesPerRun()).isEqualTo(1);
        assertThat(openings).hasValue(1);
        generator.close();
    }

    @Test
    void closesNothingThatWasNeverOpened() {
        generator.close();
        assertThat(openings).hasValue(0);
    }
}
