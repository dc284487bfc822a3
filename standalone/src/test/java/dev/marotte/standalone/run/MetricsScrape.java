package dev.marotte.standalone.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that a process tells Prometheus at one time.
 *
 * @param types of the metrics, by their names
 */
record MetricsScrape(Map<String, String> types, List<Sample> samples) {
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Set<String> PARTS = Set.of("", "_bucket", "_count", "_sum");

    /** One line of it, without the value. */
    record Sample(String name, Map<String, String> labels) {
        static Sample of(Matcher line) {
            String labels = line.group(2) == null ? "" : line.group(2);
            return new Sample(line.group(1), labelsOf(labels));
        }

        /** What the sample's meter is tagged with, its stage apart. */
        private String tags() {
            Set<String> names = new TreeSet<>(labels.keySet());
            names.removeAll(Set.of("stage", "le"));
            return names.isEmpty() ? "none" : String.join(", ", names);
        }
    }

    /** @param text in Prometheus' own format */
    static MetricsScrape of(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        List<Sample> samples = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                types.put(words[2], words[3]);
            } else if (sample.matches()) {
                samples.add(Sample.of(sample));
            }
        });
        return new MetricsScrape(types, samples);
    }

    /** The labels that stand in braces, those alone that are compared to be equal. */
    static Map<String, String> labelsOf(String braces) {
        return LABEL.matcher(braces)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    boolean has(String name, Map<String, String> labels) {
        return samples.stream()
                .anyMatch(sample ->
                        sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet()));
    }

    /** Marotte's own metrics as the first columns of a table: name, type, stages and tags. One whose tags differ has several lines. */
    List<String> rows() {
        return types.keySet().stream()
                .filter(name -> name.startsWith("marotte_"))
                .filter(name -> !isLargestOfAnother(name))
                .flatMap(this::rows)
                .sorted()
                .toList();
    }

    private boolean isLargestOfAnother(String name) {
        return name.endsWith("_max") && types.containsKey(name.substring(0, name.length() - "_max".length()));
    }

    private Stream<String> rows(String name) {
        return samplesOf(name)
                .map(Sample::tags)
                .distinct()
                .map(tags -> String.join(" | ", "`" + name + "`", String.valueOf(types.get(name)), stages(name), tags));
    }

    private String stages(String name) {
        return samplesOf(name)
                .map(sample -> sample.labels().getOrDefault("stage", "all"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Stream<Sample> samplesOf(String name) {
        Predicate<Sample> belongs = sample ->
                sample.name().startsWith(name) && PARTS.contains(sample.name().substring(name.length()));
        return samples.stream().filter(belongs);
    }
}
