package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.run.ClusterSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte config}: the settings in force. */
@Command(
        name = "config",
        description = "Shows every setting: its current value, default, range and purpose.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The output can be kept as a file for --config. Each key is also a variable: MAROTTE_RENDER_BATCH_FRAMES for render.batch.frames."
        })
public final class ConfigCommand implements Callable<Integer> {
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|secret|jaas|token|credential|keystore\\.key|passphrase).*", Pattern.CASE_INSENSITIVE);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Show the settings of one stage only: ingest, landmark, speech, render or sink.")
    private Optional<StageName> stage;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() {
        Settings settings = cluster.settings(Map.of());
        PrintWriter out = spec.commandLine().getOut();
        List<Setting<?>> shown = stage.map(ClusterSettings::of).orElseGet(ClusterSettings::all);
        shown.forEach(setting -> print(setting, settings, out));
        settings.kafka().forEach((key, value) -> out.println("kafka." + key + " = " + masked(key, value)));
        return 0;
    }

    private static void print(Setting<?> setting, Settings settings, PrintWriter out) {
        settings.get(setting);
        String unit = setting.unit().isEmpty() ? "" : setting.unit() + ", ";
        out.printf(
                Locale.ROOT,
                "# %s (%s%s; default %s)%n%s = %s%n",
                setting.sentence(),
                unit,
                setting.range(),
                setting.preset().isEmpty() ? "empty" : setting.preset(),
                setting.name(),
                settings.written(setting));
    }

    private static Object masked(String key, Object value) {
        return SECRET.matcher(key).matches() ? "***" : value;
    }
}
