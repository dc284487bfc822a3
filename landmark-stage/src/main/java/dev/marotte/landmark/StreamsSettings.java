package dev.marotte.landmark;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' settings for the application of one profile. */
record StreamsSettings(Cluster cluster, LandmarkConfig config, GroupMembership membership) {
    private static final int FETCH_BYTES = 8 << 20;
    /** Leaves the choice to the broker. */
    private static final int BROKER_DEFAULT = -1;

    @SuppressWarnings("deprecation") // the switch will be removed once it is always on
    Properties of(ProfileTraits traits) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, traits.application());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.state().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, BROKER_DEFAULT);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, traits.guarantee());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                traits.commitInterval(config.commitInterval()).toMillis());
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, config.bufferedFrames());
        // No frame is processed while the broker is known to have a session that was not read yet. See SessionLookup
        // for the rest.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        addConsumer(settings);
        addProducer(settings, traits);
        Properties properties = new Properties();
        properties.putAll(cluster.forProfile(traits.profile()).with(settings));
        return properties;
    }

    /** Uses the classic group protocol: the newer one of Kafka Streams has no static members. */
    private void addConsumer(Map<String, Object> settings) {
        long timeout = membership.sessionTimeout().toMillis();
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), membership.instance());
        settings.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), Math.toIntExact(timeout));
        settings.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), Math.toIntExact(timeout / 4));
        settings.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), config.bufferedFrames());
        settings.put(consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
    }

    private void addProducer(Map<String, Object> settings, ProfileTraits traits) {
        settings.put(producer(ProducerConfig.PARTITIONER_CLASS_CONFIG), SessionPartitioner.class.getName());
        settings.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        settings.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(
                producer(ProducerConfig.LINGER_MS_CONFIG),
                traits.linger(config.commitInterval()).toMillis());
    }

    private static String consumer(String setting) {
        return StreamsConfig.consumerPrefix(setting);
    }

    private static String producer(String setting) {
        return StreamsConfig.producerPrefix(setting);
    }
}
