package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * The membership of a process in the consumer groups of its stages.
 *
 * @param instance names the process across restarts; two processes that run at the same time have different names. A process that comes back within
 *     the session timeout gets its partitions at once
 * @param sessionTimeout after which a silent process is considered dead
 */
public record GroupMembership(String instance, Duration sessionTimeout) {
    /** Time that the fetch under way may delay the first fetch of partitions that come to a member. */
    private static final Duration FETCH_WAIT = Duration.ofMillis(200);

    /** Settings of a consumer of {@code group}; the map is the caller's. While some partitions move, work on the others goes on. */
    public Map<String, Object> settings(String group) {
        Map<String, Object> settings = Cluster.waiting(FETCH_WAIT, Map.of());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(sessionTimeout.toMillis()));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(sessionTimeout.toMillis() / 4));
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }
}
