package dev.marotte.schemas;

import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records. */
public sealed interface Retention {
    /** The topic's settings that say so. */
    Map<String, String> settings();

    /** The last record of each key, for good. */
    record Compacted() implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of("cleanup.policy", "compact");
        }
    }

    /** Every record, for {@code age}; small segments, so that pictures go soon after. */
    record For(Duration age) implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "cleanup.policy", "delete",
                    "retention.ms", Long.toString(age.toMillis()),
                    "segment.bytes", Integer.toString(128 << 20));
        }
    }

    /** Every record, until somebody deletes the session. */
    record Forever() implements Retention {
        @Override
        public Map<String, String> settings() {
            return Map.of("cleanup.policy", "delete", "retention.ms", "-1");
        }
    }
}
