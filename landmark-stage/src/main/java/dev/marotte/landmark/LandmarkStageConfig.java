package dev.marotte.landmark;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How a landmark stage runs.
 *
 * @param stateDirectory kept between runs: it holds the name under which open transactions of a killed process are aborted
 * @param profile lossless delivers exactly once, live at least once
 * @param threads each works on the sessions of some partitions
 * @param shutdownTimeout how long closing waits for the frames in hand
 */
public record LandmarkStageConfig(
        String bootstrapServers, Path stateDirectory, Profile profile, int threads, Duration shutdownTimeout) {
    /** Landmarks of a lossless session are seen downstream once a commit; frames of a live one at once. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    /** Frames waiting in memory for each partition; a decoded one may have 25 MB. */
    private static final int BUFFERED_FRAMES = 32;

    private static final int FETCH_BYTES = 8 << 20;

    public LandmarkStageConfig {
        if (threads < 1) {
            throw new IllegalArgumentException("a stage has at least one thread, not " + threads);
        }
    }

    public static LandmarkStageConfig of(String bootstrapServers, Path stateDirectory, Profile profile) {
        return new LandmarkStageConfig(bootstrapServers, stateDirectory, profile, 1, Duration.ofSeconds(10));
    }

    /** @param instance name of this process in its group, see {@link dev.marotte.runtime.InstanceName} */
    Properties streams(String instance) {
        Properties properties = new Properties();
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "marotte-landmark-" + profile.name().toLowerCase(Locale.ROOT));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_FRAMES);
        properties.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        properties.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), BUFFERED_FRAMES);
        properties.put(consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
        properties.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        properties.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(producer(ProducerConfig.LINGER_MS_CONFIG), linger().toMillis());
        return properties;
    }

    /** A lossless frame waits for its commit anyway, so its records may as well travel together. */
    private Duration linger() {
        return switch (profile) {
            case LOSSLESS -> COMMIT_INTERVAL;
            case LIVE -> Duration.ZERO;
        };
    }

    private String guarantee() {
        return switch (profile) {
            case LOSSLESS -> StreamsConfig.EXACTLY_ONCE_V2;
            case LIVE -> StreamsConfig.AT_LEAST_ONCE;
        };
    }

    private static String consumer(String setting) {
        return StreamsConfig.consumerPrefix(setting);
    }

    private static String producer(String setting) {
        return StreamsConfig.producerPrefix(setting);
    }
}
