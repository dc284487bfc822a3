package dev.marotte.standalone.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Latency over the number of sessions, as an SVG: p50, p99 and the bound. */
final class LoadChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int BOTTOM = 50;
    private static final int TOP = 40;
    private static final int RIGHT = 20;

    private final List<ClusterLoad> loads;
    private final double mostSessions;
    private final double mostMillis;

    LoadChart(List<ClusterLoad> loads) {
        this.loads = loads.stream()
                .filter(load -> Double.isFinite(load.p99Millis()))
                .sorted((one, other) -> Integer.compare(one.sessions(), other.sessions()))
                .toList();
        mostSessions = this.loads.stream().mapToInt(ClusterLoad::sessions).max().orElse(1);
        mostMillis = 1.15
                * Math.max(
                        ClusterLoad.BOUND.toMillis(),
                        this.loads.stream()
                                .mapToDouble(ClusterLoad::p99Millis)
                                .max()
                                .orElse(0));
    }

    String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="20" font-size="14">Age of a live frame when it is drawn, in ms, over the number of sessions</text>
                """.formatted(WIDTH, HEIGHT, LEFT)
                + axes()
                + line(ClusterLoad::p50Millis, "#1f77b4", "p50")
                + line(ClusterLoad::p99Millis, "#d62728", "p99")
                + bound()
                + "</svg>\n";
    }

    private String axes() {
        String frame = "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>\n"
                .formatted(LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT);
        return frame + loads.stream().map(this::sessionsAt).collect(Collectors.joining()) + scale();
    }

    private String sessionsAt(ClusterLoad load) {
        return text(x(load.sessions()), HEIGHT - BOTTOM + 18, "middle", Integer.toString(load.sessions()));
    }

    private String scale() {
        double step = Math.pow(10, Math.floor(Math.log10(mostMillis)));
        double fine = mostMillis / step < 3 ? step / 2 : step;
        StringBuilder marks = new StringBuilder();
        for (double millis = 0; millis < mostMillis; millis += fine) {
            marks.append(text(LEFT - 6.0, y(millis) + 4, "end", String.format(Locale.ROOT, "%.0f", millis)));
        }
        return marks.toString();
    }

    private String bound() {
        double height = y(ClusterLoad.BOUND.toMillis());
        return String.format(
                        Locale.ROOT,
                        "<path d=\"M%d %.1f H%d\" stroke=\"gray\" stroke-dasharray=\"4 3\"/>\n",
                        LEFT,
                        height,
                        WIDTH - RIGHT)
                + text(LEFT + 6.0, height - 4, "start", ClusterLoad.BOUND.toMillis() + " ms");
    }

    private String line(ToDoubleFunction<ClusterLoad> millis, String colour, String name) {
        String points = loads.stream()
                .map(load -> String.format(Locale.ROOT, "%.1f,%.1f", x(load.sessions()), y(millis.applyAsDouble(load))))
                .collect(Collectors.joining(" "));
        String dots = loads.stream()
                .map(load -> String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
                        x(load.sessions()),
                        y(millis.applyAsDouble(load)),
                        colour))
                .collect(Collectors.joining());
        String label = loads.isEmpty()
                ? ""
                : text(WIDTH - RIGHT - 4.0, y(millis.applyAsDouble(loads.getLast())) - 8, "end", name);
        return "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n"
                + dots
                + label;
    }

    private double x(double sessions) {
        return LEFT + sessions / mostSessions * (WIDTH - LEFT - RIGHT - 20.0);
    }

    private double y(double millis) {
        return HEIGHT - BOTTOM - millis / mostMillis * (HEIGHT - BOTTOM - TOP);
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words);
    }
}
