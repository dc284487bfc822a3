package dev.marotte.schemas;

import dev.marotte.schemas.Topic.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Creates topics so that their first records cannot be lost. {@code createTopics} returns before partitions have leaders, and an
 * idempotent producer that writes at that time loses records. So this asks every partition for its latest offset, which only a leader
 * answers, before it returns.
 */
public final class TopicSetup {
    private static final Duration PROPAGATION_PAUSE = Duration.ofMillis(10);

    private final Admin admin;
    private final int sessionPartitions;
    private final int replicas;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * @param admin stays the caller's
     * @param sessionPartitions of topics spread by session
     * @param timeout of one call of {@link #create}; when it passes, the call throws, some topics may exist, and another call
     *     continues from there
     */
    public TopicSetup(Admin admin, int sessionPartitions, int replicas, Duration timeout, InstantSource clock) {
        this.admin = admin;
        this.sessionPartitions = sessionPartitions;
        this.replicas = replicas;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Creates the missing ones of {@code topics} and waits until all can be written to. Existing topics are left as they are, but those
     * spread by session must all have the same number of partitions, otherwise the records of a session would be in different
     * partitions.
     *
     * @throws NotReadyException on a timeout, a refusal by the cluster, or partition counts that do not match
     */
    public void create(Collection<? extends Topic<?>> topics) {
        Instant deadline = clock.instant().plus(timeout);
        admin.createTopics(topics.stream().map(this::definition).toList())
                .values()
                .values()
                .forEach(created -> awaitCreated(created, deadline));
        Map<String, Integer> partitions = awaitPartitions(topics, deadline);
        requireOneNumber(topics, partitions);
        awaitLeaders(partitions, deadline);
    }

    private NewTopic definition(Topic<?> topic) {
        int partitions = topic.spread() == Spread.SINGLE ? 1 : sessionPartitions;
        return new NewTopic(topic.name(), partitions, (short) replicas).configs(settings(topic));
    }

    private static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new HashMap<>(topic.retention().settings());
        settings.put("max.message.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        return settings;
    }

    /**
     * Lists, one per line, which of {@code topics} are missing or not configured as the stages need; changes nothing.
     *
     * @throws NotReadyException if the cluster does not answer
     */
    public List<String> differences(Collection<? extends Topic<?>> topics) {
        Instant deadline = clock.instant().plus(timeout);
        List<String> lines = new ArrayList<>();
        topics.forEach(topic -> lines.addAll(differences(topic, deadline)));
        return lines;
    }

    private List<String> differences(Topic<?> topic, Instant deadline) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try {
            Config config = await(admin.describeConfigs(List.of(resource)).all(), deadline)
                    .getOrDefault(resource, new Config(List.of()));
            return settings(topic).entrySet().stream()
                    .filter(wanted -> !wanted.getValue().equals(valueOf(wanted.getKey(), config)))
                    .map(wanted -> topic.name() + ": " + wanted.getKey() + " is " + valueOf(wanted.getKey(), config)
                            + " and should be " + wanted.getValue())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of(topic.name() + " is missing; --create makes it");
            }
            throw new NotReadyException("the cluster does not describe " + topic.name() + ": " + e.getCause(), e);
        }
    }

    private static String valueOf(String setting, Config config) {
        @Nullable ConfigEntry entry = config.get(setting);
        return entry == null ? "not set" : String.valueOf(entry.value());
    }

    private void awaitCreated(KafkaFuture<Void> created, Instant deadline) {
        try {
            await(created, deadline);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new NotReadyException("the cluster refused a topic: " + e.getCause(), e);
            }
        }
    }

    private Map<String, Integer> awaitPartitions(Collection<? extends Topic<?>> topics, Instant deadline) {
        Set<String> names = topics.stream().map(Topic::name).collect(Collectors.toSet());
        while (true) {
            try {
                return await(admin.describeTopics(names).allTopicNames(), deadline).values().stream()
                        .collect(Collectors.toMap(
                                TopicDescription::name,
                                topic -> topic.partitions().size()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new NotReadyException("the cluster does not describe its topics: " + e.getCause(), e);
                }
                LockSupport.parkNanos(PROPAGATION_PAUSE.toNanos());
            }
        }
    }

    private static void requireOneNumber(Collection<? extends Topic<?>> topics, Map<String, Integer> partitions) {
        Map<String, Integer> bySession = topics.stream()
                .filter(topic -> topic.spread() == Spread.BY_SESSION)
                .collect(Collectors.toMap(Topic::name, topic -> partitions.getOrDefault(topic.name(), 0)));
        if (Set.copyOf(bySession.values()).size() > 1) {
            throw new NotReadyException("topics spread by session differ in partitions: " + bySession);
        }
    }

    private void awaitLeaders(Map<String, Integer> partitions, Instant deadline) {
        Map<TopicPartition, OffsetSpec> latest = partitions.entrySet().stream()
                .flatMap(topic -> partitionsOf(topic.getKey(), topic.getValue()))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        try {
            await(admin.listOffsets(latest).all(), deadline);
        } catch (ExecutionException e) {
            throw new NotReadyException("a partition has no leader: " + e.getCause(), e);
        }
    }

    private static Stream<TopicPartition> partitionsOf(String topic, int count) {
        return IntStream.range(0, count).mapToObj(partition -> new TopicPartition(topic, partition));
    }

    private <T> T await(KafkaFuture<T> future, Instant deadline) throws ExecutionException {
        try {
            long left = Math.max(0, Duration.between(clock.instant(), deadline).toNanos());
            return future.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NotReadyException("topics were not ready within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted while topics were made", e);
        }
    }

    /** Topics could not be made ready; nothing may be written to them yet. */
    public static final class NotReadyException extends RuntimeException {
        NotReadyException(String message) {
            super(message);
        }

        NotReadyException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
