package dev.marotte.standalone.command;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.settings.Durations;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.standalone.bench.BenchLoad;
import dev.marotte.standalone.bench.BenchLoad.Kind;
import dev.marotte.standalone.bench.CapacityBench;
import dev.marotte.standalone.bench.ClusterBench;
import dev.marotte.standalone.bench.ClusterLoad;
import dev.marotte.standalone.bench.LoadReport;
import dev.marotte.standalone.run.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options of {@code marotte bench} for a cluster whose stages run elsewhere. */
final class CapacityOptions {
    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description =
                    "Drive live sessions on this cluster, whose stages are already running; --data is then a folder that both ingest and sink can see. Without --sessions, searches for the largest number that the cluster can carry.")
    private Optional<Path> cluster;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long to measure each number of sessions, or each kind of drawing. Default: 60s.")
    private String length = "60s";

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = "Metrics address of a stage's process, to count its CPU time and memory; repeat for more.")
    private List<URI> metrics = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "capacity",
            description = "Where to write the figures: FILE.json and FILE.svg. Default: capacity.")
    private Path report;

    @Option(
            names = "--recordings",
            description =
                    "Replay one recording in every session, with a small portrait and no output file. With --generator still, here and in the renderers, what remains is the cost of Kafka and the JVM.")
    private boolean recordings;

    @Option(
            names = "--full-size",
            description = "With --recordings: use a portrait of 512 x 512, to measure drawing without face tracking.")
    private boolean fullSize;

    @Option(
            names = "--driving",
            paramLabel = "FILE",
            description = "Drive with this clip instead of the shipped one; ingest must see it under this name.")
    private Optional<Path> driving;

    String length() {
        return length;
    }

    boolean isAsked() {
        return cluster.isPresent();
    }

    /** @param sessions to try; if empty, the largest number is searched for */
    void measure(DataFolder data, Settings settings, List<Integer> sessions, CommandLine command) throws IOException {
        PrintWriter err = command.getErr();
        Path file = cluster.orElseThrow(() -> new BadInputException("--cluster is missing"));
        BenchLoad load = new BenchLoad(kind(), driving.map(Path::toAbsolutePath));
        try (var bench = new ClusterBench(Cluster.of(client(file)), settings, data, metrics, load)) {
            err.println("marotte: warming up");
            bench.warmUp();
            List<ClusterLoad> loads = new CapacityBench(
                            bench, Durations.read(length), measured -> err.println(LoadReport.row(measured)))
                    .of(sessions);
            LoadReport.table(loads).forEach(command.getOut()::println);
            LoadReport.write(loads, report);
        }
    }

    private Kind kind() {
        if (fullSize && !recordings) {
            throw new BadInputException("--full-size is of use with --recordings alone; clips are drawn so anyway");
        }
        return fullSize ? Kind.DRAWN_RECORDINGS : recordings ? Kind.RECORDINGS : Kind.CLIPS;
    }

    private static Map<String, Object> client(Path file) {
        return new HashMap<>(Settings.file(file));
    }
}
