package dev.marotte.standalone;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** The medians as a table. */
final class BenchTable {
    private final Map<BenchMode, BenchResult> results;

    BenchTable(Map<BenchMode, BenchResult> results) {
        this.results = results;
    }

    void print(PrintWriter out) {
        row(out, "", (mode, _) -> mode.words());
        chain(out, "frames a second, whole chain", BenchResult.FRAMES_PER_SECOND, "%.1f");
        chain(out, "start to first frame, s", BenchResult.FIRST_FRAME, "%.1f");
        chain(out, "capture to sink, p50, ms", BenchResult.LATENCY_HALF, "%.0f");
        chain(out, "capture to sink, p99, ms", BenchResult.LATENCY_MOST, "%.0f");
        chain(out, "resident memory, most, MB", BenchResult.MEMORY, "%.0f");
        out.println();
        row(out, "of one core, ms a frame", (mode, _) -> mode.words());
        for (CpuMeter.Part part : CpuMeter.Part.values()) {
            figure(out, part.words(), part.name(), "%.2f");
        }
        figure(out, "  render: retargeting", "retarget-ms", "%.2f");
        figure(out, "  render: drawing", "draw-ms", "%.2f");
        figure(out, "  render: paste-back, coding", "encode-ms", "%.2f");
        out.flush();
    }

    /** A figure of the whole chain, which says nothing where the stages run one by one. */
    private void chain(PrintWriter out, String words, String name, String format) {
        row(out, words, (mode, result) -> mode.order() == Order.TOGETHER ? value(result, name, format) : "");
    }

    private void figure(PrintWriter out, String words, String name, String format) {
        row(out, words, (_, result) -> value(result, name, format));
    }

    private static String value(BenchResult result, String name, String format) {
        return String.format(Locale.ROOT, format, result.get(name));
    }

    private void row(PrintWriter out, String words, BiFunction<BenchMode, BenchResult, String> cell) {
        out.printf("%-36s", words);
        results.forEach((mode, result) -> out.printf(" %18s", cell.apply(mode, result)));
        out.println();
    }
}
