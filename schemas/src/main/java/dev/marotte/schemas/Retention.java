package dev.marotte.schemas;

import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records. */
public sealed interface Retention {
    /** How soon after its deletion a record's bytes are gone from disk, if the brokers' cleaners keep up. */
    Duration ERASED_WITHIN = Duration.ofHours(24);

    /** The topic's settings that say so. */
    Map<String, String> settings();

    /** The last record of each key, for good. */
    record Compacted() implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", millis(ERASED_WITHIN));
        }
    }

    /** Every record, for {@code age}. */
    record Aged(Duration age) implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of("cleanup.policy", "delete", "retention.ms", millis(age));
        }
    }

    /** Pictures: every record for {@code age}, in small segments so that they go soon after; usually they are deleted long before. */
    record Pictures(Duration age) implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "cleanup.policy", "delete",
                    "retention.ms", millis(age),
                    "segment.bytes", Integer.toString(128 << 20));
        }
    }

    /** Every record until its session is deleted: each has a key of its own, so compaction takes only what was deleted. */
    record UntilDeleted() implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "cleanup.policy", "compact",
                    "retention.ms", "-1",
                    "max.compaction.lag.ms", millis(ERASED_WITHIN),
                    "segment.ms", millis(ERASED_WITHIN),
                    // A small broker's cleaner can keep the keys of so much sound in memory.
                    "segment.bytes", Integer.toString(64 << 20));
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
