package dev.marotte.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats loads as a readable table and as JSON for programs. */
public final class LoadReport {
    private LoadReport() {}

    /** The header, and one line for each load. */
    public static List<String> table(List<ClusterLoad> loads) {
        String head = String.format(
                "%8s %6s %8s %8s %9s %8s %9s %7s %9s %13s %13s",
                "sessions",
                "kept",
                "p50 ms",
                "p99 ms",
                "frames/s",
                "dropped",
                "MB/s",
                "cores",
                "MB",
                "core-s/min",
                "MB/min");
        return Stream.concat(Stream.of(head), loads.stream().map(LoadReport::row))
                .toList();
    }

    /** A line of the table. */
    public static String row(ClusterLoad load) {
        return String.format(
                Locale.ROOT,
                "%8d %6d %8.1f %8.1f %9.1f %8d %9.2f %7.2f %9.0f %13.1f %13.1f",
                load.sessions(),
                load.kept(),
                load.p50Millis(),
                load.p99Millis(),
                load.framesASecond(),
                load.dropped(),
                load.bytesASecond() / 1e6,
                load.cores(),
                load.residentBytes() / 1e6,
                load.coreSecondsASessionMinute(),
                load.bytesASessionMinute() / 1e6);
    }

    /** Writes {@code report.json} and {@code report.svg}, overwriting existing files. */
    public static void write(List<ClusterLoad> loads, Path report) throws IOException {
        Files.writeString(report.resolveSibling(report.getFileName() + ".json"), json(loads));
        Files.writeString(report.resolveSibling(report.getFileName() + ".svg"), new LoadChart(loads).svg());
    }

    /** An array with one object for each load; a missing figure is null. */
    static String json(List<ClusterLoad> loads) {
        return loads.stream().map(LoadReport::object).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String object(ClusterLoad load) {
        return Stream.of(
                        "\"sessions\": " + load.sessions(),
                        "\"kept\": " + load.kept(),
                        number("p50Millis", load.p50Millis()),
                        number("p99Millis", load.p99Millis()),
                        number("framesASecond", load.framesASecond()),
                        "\"dropped\": " + load.dropped(),
                        number("bytesASecond", load.bytesASecond()),
                        number("cores", load.cores()),
                        number("residentBytes", load.residentBytes()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String number(String name, double value) {
        String written = Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null";
        return "\"" + name + "\": " + written;
    }
}
