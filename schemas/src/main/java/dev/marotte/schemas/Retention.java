package dev.marotte.schemas;

import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records. */
public sealed interface Retention {
    /** The time within which a deleted record's bytes are gone from disk, if the brokers' log cleaners keep up. */
    Duration ERASED_WITHIN = Duration.ofHours(24);

    /** The topic's settings for this retention. */
    Map<String, String> settings();

    /** Keeps the last record of each key, indefinitely. */
    record Compacted() implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", millis(ERASED_WITHIN));
        }
    }

    /**
     * Keeps the last record of each key, and little else for long: each record is replaced within a second or so, and readers begin at the topic's start.
     * Only full or old segments are compacted, so they are as small as brokers allow.
     */
    record Refreshed() implements Retention {
        private static final Duration COMPACTED_WITHIN = Duration.ofMinutes(10);

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "cleanup.policy", "compact",
                    "max.compaction.lag.ms", millis(COMPACTED_WITHIN),
                    "segment.ms", millis(COMPACTED_WITHIN),
                    "segment.bytes", Integer.toString(1 << 20));
        }
    }

    /** Keeps every record for {@code age}. */
    record Aged(Duration age) implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of("cleanup.policy", "delete", "retention.ms", millis(age));
        }
    }

    /** Keeps every picture for {@code age}, in small segments so that they are deleted soon after; usually they are deleted long before. */
    record Pictures(Duration age) implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "cleanup.policy", "delete",
                    "retention.ms", millis(age),
                    "segment.bytes", Integer.toString(128 << 20));
        }
    }

    /** Keeps every record until its session is deleted: each has a key of its own, so compaction removes only deleted records. */
    record UntilDeleted() implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "cleanup.policy", "compact",
                    "retention.ms", "-1",
                    "max.compaction.lag.ms", millis(ERASED_WITHIN),
                    "segment.ms", millis(ERASED_WITHIN),
                    // A small broker's log cleaner can hold the keys of this much sound in memory.
                    "segment.bytes", Integer.toString(64 << 20));
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
