package dev.marotte.standalone.bench;

import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.standalone.bench.FrameWatch.Hop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The results of a run: figures by name, in the order of the table. */
public record BenchFigures(Map<String, Double> values) {
    /** @param cpuSeconds of each process, by its name */
    static BenchFigures of(BenchPlan plan, FrameWatch watch, Map<String, Double> cpuSeconds) {
        Map<String, Double> values = new LinkedHashMap<>();
        double seconds = watch.took().toNanos() / 1e9;
        values.put("frames a second", watch.rendered() / seconds);
        values.put("frames dropped", (double) watch.dropped());
        for (Hop hop : Hop.values()) {
            values.put("capture to " + hop.words() + ", p50 ms", percentile(watch.agesAt(hop), 0.50));
            values.put("capture to " + hop.words() + ", p99 ms", percentile(watch.agesAt(hop), 0.99));
        }
        values.put("retarget a frame, ms", mean(watch.times(), StageTimes::retargetMicros));
        values.put("draw a frame, ms", mean(watch.times(), StageTimes::renderMicros));
        values.put("encode a frame, ms", mean(watch.times(), StageTimes::encodeMicros));
        cpuSeconds.forEach(
                (process, cpu) -> values.put("CPU of " + process + ", core-seconds a session", cpu / plan.sessions()));
        return new BenchFigures(values);
    }

    /** The median of each figure. */
    static BenchFigures median(List<BenchFigures> runs) {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String name : runs.getFirst().values().keySet()) {
            List<Double> sorted = runs.stream()
                    .map(run -> run.values().getOrDefault(name, Double.NaN))
                    .sorted()
                    .toList();
            medians.put(name, sorted.get(sorted.size() / 2));
        }
        return new BenchFigures(medians);
    }

    /** One line for each figure. */
    List<String> lines() {
        return values.entrySet().stream()
                .map(figure -> String.format(Locale.ROOT, "  %-46s %10.2f", figure.getKey(), figure.getValue()))
                .toList();
    }

    private static double percentile(List<Long> micros, double share) {
        List<Long> sorted = micros.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()))) / 1e3;
    }

    private static double mean(List<StageTimes> times, ToLongFunction<StageTimes> micros) {
        return times.stream().mapToLong(micros).average().orElse(Double.NaN) / 1e3;
    }
}
