package dev.marotte.standalone.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The questions that a dashboard of Grafana asks Prometheus, those of its variables included. */
record DashboardQueries(List<String> queries) {
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:marotte|jvm|process|system)_[A-Za-z0-9_]+)(?:\\{([^}]*)})?");

    /** A metric that is asked for, and the values that some of its labels are to have. */
    record Metric(String name, Map<String, String> labels) {}

    static DashboardQueries of(Path dashboard) throws IOException {
        JsonNode json = new ObjectMapper().readTree(dashboard.toFile());
        List<String> queries = new ArrayList<>(json.findValuesAsText("expr"));
        queries.addAll(json.findValuesAsText("definition"));
        return new DashboardQueries(queries);
    }

    List<Metric> metrics() {
        return queries.stream().flatMap(DashboardQueries::metrics).distinct().toList();
    }

    private static Stream<Metric> metrics(String query) {
        return METRIC.matcher(query)
                .results()
                .map(found -> new Metric(
                        found.group(1),
                        found.group(2) == null ? Map.of() : MetricsScrape.labelsOf(positive(found.group(2)))));
    }

    /** Without those that a label must not have: {@code !=} ends in what looks like a comparison. */
    private static String positive(String matchers) {
        return matchers.replaceAll("\\w+(!=|!~|=~)\"[^\"]*\"", "");
    }

    /** Those that a process does not have. */
    List<Metric> missingIn(MetricsScrape scrape) {
        return metrics().stream()
                .filter(metric -> !scrape.has(metric.name(), metric.labels()))
                .toList();
    }
}
