package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import dev.marotte.standalone.bench.Bench;
import dev.marotte.standalone.bench.BenchPlan;
import dev.marotte.standalone.bench.BenchPlan.Layout;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte bench}: how fast the whole chain is here. */
@Command(
        name = "bench",
        description =
                "Measures frames a second and latency of the whole chain on this machine with what comes with Marotte, 512 x 512: lossless and live, "
                        + "all stages in one process and a process each. With --cluster: how many live sessions a cluster carries. With --drawing: how fast a device draws.",
        mixinStandardHelpOptions = true,
        footer = {"", "Takes some minutes. Close what else computes: the median of the runs is shown."})
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "Runs of each kind. Default: 3.")
    private int runs;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "Numbers of concurrent sessions, such as 1,2,4. Default: 1.")
    private List<Integer> sessions = new ArrayList<>();

    @Mixin
    private CapacityOptions capacity;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private RenderOptions render;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1) {
            throw new BadInputException("--runs is 1 or more, not " + runs);
        }
        if (sessions.stream().anyMatch(count -> count < 1)) {
            throw new BadInputException("--sessions are 1 or more each");
        }
        Settings settings = cluster.settings(render.flags());
        if (drawing.isAsked()) {
            drawing.measure(
                    data.open(), settings, capacity.length(), spec.commandLine().getOut());
            return 0;
        }
        if (capacity.isAsked()) {
            boolean named = spec.commandLine().getParseResult().hasMatchedOption("--sessions");
            capacity.measure(data.open(), settings, named ? sessions : List.of(), spec.commandLine());
            return 0;
        }
        Bench bench = new Bench(data.open(), settings);
        PrintWriter out = spec.commandLine().getOut();
        for (BenchPlan plan : plans()) {
            bench.lines(plan, runs, spec.commandLine().getErr()::println).forEach(out::println);
        }
        return 0;
    }

    private List<BenchPlan> plans() {
        List<BenchPlan> plans = new ArrayList<>();
        for (int count : sessions) {
            for (Profile profile : List.of(Profile.LOSSLESS, Profile.LIVE)) {
                for (Layout layout : Layout.values()) {
                    plans.add(new BenchPlan(count, profile, layout));
                }
            }
        }
        return plans;
    }
}
