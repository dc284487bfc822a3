package dev.marotte.render;

import dev.marotte.schemas.Profile;
import java.time.Duration;

/**
 * How a render stage runs.
 *
 * @param profile lossless: exactly once, nothing is ever late; live: at least once, late frames are dropped
 * @param instance names this instance over restarts; two that run at a time have different ones
 * @param maxBatch most messages in one poll and thus in one transaction: nothing of a batch is seen downstream before all of it is drawn
 * @param lateAfter in the live profile, the age at which a frame is given up
 * @param cacheBytes for identities in native memory
 */
public record RenderConfig(Profile profile, String instance, int maxBatch, Duration lateAfter, long cacheBytes) {
    private static final Duration LATE_AFTER = Duration.ofMillis(500);
    /** As many as a CUDA device draws in one run; with 32, the first picture came .9 s later on two cores, and not one more a second. */
    private static final int MAX_BATCH = 16;

    private static final long CACHE_BYTES = 256L << 20;

    public RenderConfig {
        if (instance.isBlank() || maxBatch < 1 || lateAfter.isNegative() || cacheBytes < 0) {
            throw new IllegalArgumentException(
                    "a render stage has a name, batches of at least one, a deadline and a cache that are not negative");
        }
    }

    /** With what suits most machines. */
    public static RenderConfig of(Profile profile, String instance) {
        return new RenderConfig(profile, instance, MAX_BATCH, LATE_AFTER, CACHE_BYTES);
    }
}
