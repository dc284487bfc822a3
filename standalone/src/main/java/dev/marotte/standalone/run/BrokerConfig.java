package dev.marotte.standalone.run;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.util.List;

/**
 * Settings of the broker that runs in this process if no cluster is named.
 *
 * @param partitions of topics spread by session when they are made; those that exist stay as they are
 */
public record BrokerConfig(int partitions) {
    private static final Setting<Integer> PARTITIONS = Setting.count(
            "broker.partitions",
            // Each partition costs open files, and a task in every stage; one machine's sessions share one.
            1,
            1,
            256,
            "partitions",
            "Partitions of the topics that the embedded broker creates; two loops of a renderer can share work if there are at least two.");

    public static final List<Setting<?>> SETTINGS = List.of(PARTITIONS);

    /** The defaults. */
    public static final BrokerConfig PRESET = of(Settings.none());

    /** Reads the settings in force. */
    public static BrokerConfig of(Settings settings) {
        return new BrokerConfig(settings.get(PARTITIONS));
    }
}
