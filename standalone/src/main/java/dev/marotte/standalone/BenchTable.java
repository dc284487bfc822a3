package dev.marotte.standalone;

import java.io.PrintWriter;
import java.util.Locale;

/** The medians as a table. */
final class BenchTable {
    private final BenchResult lossless;
    private final BenchResult live;

    BenchTable(BenchResult lossless, BenchResult live) {
        this.lossless = lossless;
        this.live = live;
    }

    void print(PrintWriter out) {
        row(out, "", "lossless", "live, 25 a second");
        figure(out, "frames a second, whole chain", BenchResult.FRAMES_PER_SECOND, "%.1f");
        figure(out, "start to first frame, s", BenchResult.FIRST_FRAME, "%.1f");
        figure(out, "capture to sink, p50, ms", BenchResult.LATENCY_HALF, "%.0f");
        figure(out, "capture to sink, p99, ms", BenchResult.LATENCY_MOST, "%.0f");
        figure(out, "resident memory, most, MB", BenchResult.MEMORY, "%.0f");
        out.println();
        row(out, "of one core, ms a frame", "lossless", "live");
        for (CpuMeter.Part part : CpuMeter.Part.values()) {
            figure(out, part.words(), part.name(), "%.2f");
        }
        figure(out, "  render: retargeting", "retarget-ms", "%.2f");
        figure(out, "  render: drawing", "draw-ms", "%.2f");
        figure(out, "  render: paste-back, coding", "encode-ms", "%.2f");
        out.flush();
    }

    private void figure(PrintWriter out, String words, String name, String format) {
        row(
                out,
                words,
                String.format(Locale.ROOT, format, lossless.get(name)),
                String.format(Locale.ROOT, format, live.get(name)));
    }

    private static void row(PrintWriter out, String words, String first, String second) {
        out.printf("%-48s %10s %18s%n", words, first, second);
    }
}
