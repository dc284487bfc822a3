package dev.marotte.standalone;

import dev.marotte.standalone.BenchMeter.Arrival;
import dev.marotte.standalone.BenchMeter.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What one run came to: figures by name, written as lines by the process that ran and read by the one that asked. */
record BenchResult(Map<String, Double> figures) {
    static final String FRAMES_PER_SECOND = "fps";
    static final String FIRST_FRAME = "first-frame-s";
    static final String MEMORY = "rss-mb";
    static final String LATENCY_HALF = "latency-p50-ms";
    static final String LATENCY_MOST = "latency-p99-ms";
    private static final String MARK = "bench ";

    /** @param started when the process was */
    static BenchResult of(BenchMeter meter, Instant started) {
        var figures = new LinkedHashMap<String, Double>();
        List<Arrival> arrivals = meter.arrivals();
        Duration took = Duration.between(meter.start().at(), meter.end().at());
        figures.put(FRAMES_PER_SECOND, arrivals.size() / seconds(took));
        figures.put(
                FIRST_FRAME,
                seconds(Duration.between(started, arrivals.getFirst().at())));
        figures.put(MEMORY, residentMegabytes());
        List<Long> latencies =
                arrivals.stream().map(Arrival::latencyMicros).sorted().toList();
        figures.put(LATENCY_HALF, latencies.get(latencies.size() / 2) / 1e3);
        figures.put(LATENCY_MOST, latencies.get(latencies.size() * 99 / 100) / 1e3);
        for (CpuMeter.Part part : CpuMeter.Part.values()) {
            figures.put(part.name(), milliseconds(part, meter.start(), meter.end()) / arrivals.size());
        }
        figures.put("retarget-ms", mean(arrivals, arrival -> arrival.times().retargetMicros()));
        figures.put("draw-ms", mean(arrivals, arrival -> arrival.times().renderMicros()));
        figures.put("encode-ms", mean(arrivals, arrival -> arrival.times().encodeMicros()));
        return new BenchResult(figures);
    }

    /** Finds the lines among what a process printed. */
    static BenchResult parse(Stream<String> lines) {
        var figures = new LinkedHashMap<String, Double>();
        lines.filter(line -> line.startsWith(MARK))
                .map(line -> line.split(" ", 3))
                .forEach(words -> figures.put(words[1], Double.valueOf(words[2])));
        return new BenchResult(figures);
    }

    List<String> lines() {
        return figures.entrySet().stream()
                .map(figure -> String.format(Locale.ROOT, "%s%s %.4f", MARK, figure.getKey(), figure.getValue()))
                .toList();
    }

    /** The median of each figure. */
    static BenchResult median(List<BenchResult> runs) {
        var medians = new LinkedHashMap<String, Double>();
        for (String name : runs.getFirst().figures().keySet()) {
            List<Double> values =
                    runs.stream().map(run -> run.get(name)).sorted().toList();
            medians.put(name, values.get(values.size() / 2));
        }
        return new BenchResult(medians);
    }

    double get(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double milliseconds(CpuMeter.Part part, Reading start, Reading end) {
        return (end.nanos().getOrDefault(part, 0L) - start.nanos().getOrDefault(part, 0L)) / 1e6;
    }

    private static double mean(List<Arrival> arrivals, ToLongFunction<Arrival> micros) {
        return arrivals.stream().mapToLong(micros).average().orElse(Double.NaN) / 1e3;
    }

    /** The most that the process ever had in memory, where the system tells. */
    private static double residentMegabytes() {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
