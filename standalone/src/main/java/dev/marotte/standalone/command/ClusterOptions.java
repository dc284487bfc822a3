package dev.marotte.standalone.command;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.standalone.run.BrokerConfig;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.ClusterSettings;
import dev.marotte.standalone.run.DataFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which cluster, and which settings. */
final class ClusterOptions {
    private static final String BOOTSTRAP = "bootstrap.servers";

    @Option(
            names = "--kafka",
            paramLabel = "FILE",
            description =
                    "Kafka client settings of the cluster to use, as a properties file: bootstrap.servers and security settings. Default: an embedded broker in the data folder.")
    private Optional<Path> kafka;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings as a properties file; MAROTTE_... environment variables and flags override it. See marotte config.")
    private Optional<Path> config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; repeat for more.")
    private Map<String, String> set = new LinkedHashMap<>();

    /** The settings in force; flags of a command are the strongest. */
    Settings settings(Map<String, String> flags) {
        Map<String, String> file = config.map(Settings::file).orElse(Map.of());
        Map<String, String> all = new HashMap<>(file);
        all.putAll(Settings.environment(System.getenv()));
        kafka.map(Settings::file).orElse(Map.of()).forEach((key, value) -> all.put("kafka." + key, value));
        all.putAll(set);
        all.putAll(flags);
        return Settings.of(all).known(ClusterSettings.all());
    }

    /** How a short command reaches its cluster. */
    BrokerTask task(DataFolder data) {
        Settings settings = settings(Map.of());
        return new BrokerTask(onFailure -> access(data, settings, onFailure));
    }

    /** The named cluster, else that of the data folder. */
    ClusterAccess access(DataFolder data, Settings settings, Consumer<RuntimeException> onFailure)
            throws InterruptedException {
        Map<String, Object> client = settings.kafka();
        if (client.containsKey(BOOTSTRAP)) {
            return new ClusterAccess.Elsewhere(Cluster.of(client));
        }
        if (!client.isEmpty()) {
            throw new BadInputException("settings for Kafka without " + BOOTSTRAP + " name no cluster; add it");
        }
        return ClusterAccess.of(data, BrokerConfig.of(settings), onFailure);
    }
}
