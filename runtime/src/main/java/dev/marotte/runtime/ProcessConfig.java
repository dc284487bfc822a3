package dev.marotte.runtime;

import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * Settings of a process, regardless of the stages that it runs.
 *
 * @param instance names the process across restarts; if empty, a random one is chosen once and kept in the data folder
 * @param sessionTimeout after which the consumer group considers a silent process dead
 * @param drainTimeout for the stages to finish what is in flight when the process is told to end
 * @param managementHost where health and metrics are served
 * @param managementPort 0 takes any free one
 */
public record ProcessConfig(
        String instance, Duration sessionTimeout, Duration drainTimeout, String managementHost, int managementPort) {
    private static final Setting<String> INSTANCE = Setting.text(
            "instance",
            "",
            "letters, digits, . _ -",
            "Name of this process that survives restarts. Default: a name kept in the data folder.");
    private static final Setting<Duration> SESSION_TIMEOUT = Setting.duration(
            "group.session.timeout",
            Duration.ofSeconds(6),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            "Silence after which other processes take over from this one; brokers allow no less than their group.min.session.timeout.ms.");
    private static final Setting<Duration> DRAIN_TIMEOUT = Setting.duration(
            "drain.timeout",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(10),
            "How long to finish work in progress when the process is told to end.");
    private static final Setting<String> MANAGEMENT_HOST = Setting.text(
            "management.host",
            "127.0.0.1",
            "a host name or address",
            "Address at which health and metrics are served; loopback by default.");
    private static final Setting<Integer> MANAGEMENT_PORT =
            Setting.count("management.port", 0, 0, 65535, "port", "Port of health and metrics; 0 means any free one.");

    public static final List<Setting<?>> SETTINGS =
            List.of(INSTANCE, SESSION_TIMEOUT, DRAIN_TIMEOUT, MANAGEMENT_HOST, MANAGEMENT_PORT);

    /** The values of the settings in force. */
    public static ProcessConfig of(Settings settings) {
        return new ProcessConfig(
                settings.get(INSTANCE),
                settings.get(SESSION_TIMEOUT),
                settings.get(DRAIN_TIMEOUT),
                settings.get(MANAGEMENT_HOST),
                settings.get(MANAGEMENT_PORT));
    }

    /** The membership of the process in its stages' consumer groups. */
    public GroupMembership membership(String name) {
        return new GroupMembership(name, sessionTimeout);
    }
}
