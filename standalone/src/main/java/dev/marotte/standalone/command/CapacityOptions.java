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
                    "Drive live sessions on this cluster, whose stages run; --data is then a folder that ingest and sink see. Without --sessions the most it carries is searched for.")
    private Optional<Path> cluster;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long each number of sessions is driven, or each kind of drawing. Default: 60s.")
    private String length = "60s";

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = "Of a stage's process, to count its computing and memory; repeat for more.")
    private List<URI> metrics = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "capacity",
            description = "Where the figures are written: FILE.json and FILE.svg. Default: capacity.")
    private Path report;

    @Option(
            names = "--recordings",
            description =
                    "Replay one recording in every session, with a small portrait and no film: with --generator still, here and in the renderers, what Kafka and the JVM cost is left.")
    private boolean recordings;

    @Option(
            names = "--full-size",
            description =
                    "With --recordings: a portrait of 512 x 512, so that what renderers draw is measured while the faces were found before.")
    private boolean fullSize;

    @Option(
            names = "--driving",
            paramLabel = "FILE",
            description =
                    "Drive with this clip instead of the one that comes with Marotte; ingest sees it under this name.")
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
