package dev.marotte.runtime.sessions;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * How a process belongs to the consumer groups of its stages.
 *
 * @param instance names the process over restarts; two that run at a time have different ones. One that comes back within the session timeout gets its
 *     partitions at once
 * @param sessionTimeout after which a silent process is taken for dead
 */
public record GroupMembership(String instance, Duration sessionTimeout) {
    /** What a consumer of {@code group} is made with; the map is the caller's. Where partitions move, those that stay go on meanwhile. */
    public Map<String, Object> settings(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(sessionTimeout.toMillis()));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(sessionTimeout.toMillis() / 4));
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }
}
