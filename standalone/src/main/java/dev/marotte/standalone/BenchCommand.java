package dev.marotte.standalone;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
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
                "Measures frames per second and latency of the whole chain on this machine, with what comes with Marotte: "
                        + "512 x 512, broker and stages in one process, a new process for each run.",
        mixinStandardHelpOptions = true,
        footer = {"", "Takes some five minutes. Close what else computes: the median of the runs is shown."})
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "Of each kind. Default: 3.")
    private int runs;

    /** What the command starts itself as, for one run. */
    @Option(names = "--single", paramLabel = "MODE", hidden = true)
    private Optional<BenchMode> single;

    @Mixin
    private RenderOptions render;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1) {
            throw new BadInputException("--runs is 1 or more, not " + runs);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (single.isPresent()) {
            new BenchRun(data.open(), render.generation())
                    .of(single.get())
                    .lines()
                    .forEach(out::println);
        } else {
            var results = new EnumMap<BenchMode, BenchResult>(BenchMode.class);
            for (BenchMode mode : BenchMode.values()) {
                results.put(mode, median(mode));
            }
            new BenchTable(results).print(out);
        }
        return 0;
    }

    private BenchResult median(BenchMode mode) throws IOException, InterruptedException {
        List<BenchResult> results = new ArrayList<>();
        var process = new BenchProcess(data.open(), render.arguments());
        for (int run = 1; run <= runs; run++) {
            spec.commandLine().getErr().printf("%s: run %d of %d%n", mode.words(), run, runs);
            results.add(process.run(mode));
        }
        return BenchResult.median(results);
    }
}
