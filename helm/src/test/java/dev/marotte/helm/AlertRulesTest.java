package dev.marotte.helm;

import static dev.marotte.helm.RenderedChart.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.yaml.snakeyaml.Yaml;

final class AlertRulesTest {
    private static final Path RULES = Path.of("../deploy/prometheus/rules.yaml");
    private static final Path TESTS = Path.of("../deploy/prometheus/rules.test.yaml");
    private static final Path COMPOSE = Path.of("../deploy/compose.yaml");
    private static final Pattern LABEL = Pattern.compile("\\b(stage|outcome|reason|kind)=\"[^\"]*\"");
    private static final Pattern METRIC = Pattern.compile("\\bmarotte_[a-z_]+");

    @Test
    void everyAlertLeadsToASectionOfItsRunbook() throws IOException {
        Set<String> sections = Files.readAllLines(Path.of("../docs/operations.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());

        assertThat(rules())
                .isNotEmpty()
                .extracting(
                        rule -> String.valueOf(at(rule, "annotations/runbook")).replace("docs/operations.md#", ""))
                .allSatisfy(section -> assertThat(sections).contains(section));
    }

    @Test
    void everyMetricOfAnAlertIsOneThatMarotteHas() throws IOException {
        String known = Files.readString(Path.of("../docs/metrics.md"));

        assertThat(rules())
                .allSatisfy(rule -> assertThat(METRIC.matcher(String.valueOf(at(rule, "expr")))
                                .results()
                                .map(MatchResult::group)
                                .map(name -> name.replaceFirst("_bucket$", "")))
                        .allSatisfy(name -> assertThat(known).contains("`" + name + "`")));
    }

    @Test
    void everyLabelThatAnAlertAsksForIsOneThatMarotteTells() throws IOException {
        String known = Files.readString(Path.of("../docs/metrics.md"));

        assertThat(rules())
                .allSatisfy(rule -> assertThat(LABEL.matcher(String.valueOf(at(rule, "expr")))
                                .results()
                                .map(MatchResult::group))
                        .allSatisfy(label -> assertThat(known).contains(told(label))));
    }

    /** A stage begins a row of the table of outcomes, and whatever else is asked for stands in it as code. */
    private static String told(String label) {
        String value = label.substring(label.indexOf('"') + 1, label.length() - 1);
        return label.startsWith("stage") ? "| " + value + " |" : "`" + value + "`";
    }

    @Test
    void everyStageOfTheComposeFileIsScraped() throws IOException {
        String targets = Files.readString(Path.of("../deploy/prometheus/prometheus.yaml"));
        Map<?, ?> services = (Map<?, ?>) at(new Yaml().load(Files.readString(COMPOSE)), "services");

        assertThat(services)
                .allSatisfy((name, service) -> assertThat(targets.contains("\"" + name + ":9400\""))
                        .as(String.valueOf(name))
                        .isEqualTo(serves(RenderedChart.object(service))));
    }

    private static boolean serves(Map<String, Object> service) {
        return service.get("command") instanceof List<?> words && (words.contains("serve") || words.contains("studio"));
    }

    @Test
    @EnabledIf("promtoolIsThere")
    void prometheusTakesThemAndTheyFireWhenTheyShould() throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder("promtool", "test", "rules", TESTS.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(words).isZero();
    }

    /** Of Debian's package prometheus. */
    static boolean promtoolIsThere() {
        boolean there = Pattern.compile(":")
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!there) {
            System.err.println("SKIPPED the alerts' own tests: there is no promtool");
        }
        return there;
    }

    private static List<?> rules() throws IOException {
        return (List<?>) at(new Yaml().load(Files.readString(RULES)), "groups/0/rules");
    }
}
