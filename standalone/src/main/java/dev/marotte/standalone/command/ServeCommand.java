package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.ServedProcess;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte serve}: runs stages until they are told to stop. */
@Command(
        name = "serve",
        description =
                "Runs stages until Ctrl-C or SIGTERM: all of them with a broker of their own, or the named ones against any Kafka cluster.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Examples:  marotte serve", "           marotte serve --stage render --kafka kafka.properties"})
public final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "ingest, landmark, speech, render or sink; repeat for more. Default: all.")
    private List<StageName> stages = new ArrayList<>();

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private RenderOptions render;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = cluster.settings(render.flags());
        SlowNetworks.warn(settings, spec.commandLine().getErr());
        DataFolder folder = data.openForService();
        List<StageName> chosen =
                List.copyOf(stages.isEmpty() ? EnumSet.allOf(StageName.class) : EnumSet.copyOf(stages));
        new ServedProcess(folder, settings, chosen)
                .run(
                        onFailure -> cluster.access(folder, settings, onFailure),
                        spec.commandLine().getErr()::println);
        return 0;
    }
}
