package dev.marotte.landmark;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.StageName;
import java.time.Duration;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The meaning of a profile in this stage. No other code of the module distinguishes live from lossless.
 *
 * @param guarantee the delivery guarantee as Kafka Streams names it
 * @param hurried whether a frame leaves as soon as it can, at the price of a neutral that is learnt while frames are measured against it
 * @param smoothing the smoothing's state of a new session
 */
record ProfileTraits(Profile profile, String guarantee, boolean hurried, Smoothing smoothing) {
    private static final Duration LIVE_COMMITS = Duration.ofSeconds(1);

    static ProfileTraits of(Profile profile) {
        return switch (profile) {
            case LIVE -> new ProfileTraits(profile, StreamsConfig.AT_LEAST_ONCE, true, new Smoothing.Idle());
            case LOSSLESS ->
                new ProfileTraits(profile, StreamsConfig.EXACTLY_ONCE_V2, false, Smoothing.LookingAhead.START);
        };
    }

    /** The name of the Kafka Streams application and of its consumer group: delivery is a property of a whole application. */
    String application() {
        return StageName.LANDMARK.group(profile);
    }

    /**
     * Time between commits. A commit stops the frames until the broker has answered three times, so a live stage makes few: after a crash the frames since
     * the last one are too late anyway.
     */
    Duration commitInterval(Duration lossless) {
        return hurried && lossless.compareTo(LIVE_COMMITS) < 0 ? LIVE_COMMITS : lossless;
    }

    /** Linger time of records: those that are not visible before their commit may as well travel together. */
    Duration linger(Duration commitInterval) {
        return hurried ? Duration.ZERO : commitInterval;
    }
}
