package dev.marotte.helm;

import static dev.marotte.helm.RenderedChart.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartTest {
    private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet", "Job");

    static Stream<Path> values() throws IOException {
        return RenderedChart.values();
    }

    @Test
    void lintFindsNothingToSay() {
        LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void noTwoObjectsOfAKindHaveOneName(Path values) {
        assertThat(RenderedChart.of(values).objects())
                .isNotEmpty()
                .extracting(object -> object.get("kind") + " " + at(object, "metadata/name"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyPodIsWithoutRights(Path values) {
        assertThat(pods(RenderedChart.of(values))).isNotEmpty().allSatisfy(pod -> {
            assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
            assertThat(at(pod, "securityContext/runAsNonRoot")).isEqualTo(true);
            assertThat(at(pod, "securityContext/seccompProfile/type")).isEqualTo("RuntimeDefault");
            Object security = at(pod, "containers/0/securityContext");
            assertThat(at(security, "readOnlyRootFilesystem")).isEqualTo(true);
            assertThat(at(security, "allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(at(security, "capabilities/drop")).isEqualTo(List.of("ALL"));
            assertThat(at(pod, "containers/0/resources/limits/memory")).isNotNull();
        });
    }

    private static List<Object> pods(RenderedChart chart) {
        return Stream.concat(
                        chart.objects().stream()
                                .filter(object -> WITH_PODS.contains(String.valueOf(object.get("kind"))))
                                .map(object -> at(object, "spec/template/spec")),
                        chart.ofKind("CronJob").map(ChartTest::podOfJob))
                .toList();
    }

    private static Object podOfJob(Map<String, Object> cronJob) {
        return at(cronJob, "spec/jobTemplate/spec/template/spec");
    }

    @Test
    void whatNoSessionNeedsIsRevokedEachNightByTheOperator() {
        RenderedChart chart = RenderedChart.of("tls-scram");

        assertThat(chart.ofKind("CronJob")).singleElement().satisfies(job -> {
            assertThat(at(job, "spec/schedule")).isEqualTo("17 3 * * *");
            assertThat(String.valueOf(at(podOfJob(job), "containers/0/args"))).startsWith("[cleanup, ");
            assertThat(String.valueOf(at(podOfJob(job), "volumes"))).contains("marotte-operator");
        });
        assertThat(RenderedChart.of("autoscaled").ofKind("CronJob")).isEmpty();
    }

    /** A voice needs a stage of its own. */
    @Test
    void everyStageIsSomewhere() {
        assertThat(RenderedChart.of("plain").ofKind("Deployment"))
                .extracting(object -> at(object, "metadata/name"))
                .containsAll(Arrays.stream(StageName.values())
                        .map(stage -> "talk-marotte-" + stage.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void aPasswordIsReadFromTheMountedSecretAndStandsInNoConfiguration() {
        RenderedChart chart = RenderedChart.of("tls-scram");

        assertThat(chart.ofKind("ConfigMap"))
                .extracting(map -> String.valueOf(at(map, "data/kafka.properties")))
                .hasSize(7)
                .allSatisfy(text -> assertThat(text)
                        .contains("sasl.jaas.config=${directory:/etc/marotte/user:sasl.jaas.config}")
                        .contains("ssl.truststore.location=/etc/marotte/ca/ca.crt"));
        assertThat(secretOf(chart, "talk-marotte-render")).isEqualTo("marotte-render");
        assertThat(secretOf(chart, "talk-marotte-sink")).isEqualTo("marotte-sink");
    }

    private static Object secretOf(RenderedChart chart, String deployment) {
        Map<String, Object> found = chart.ofKind("Deployment")
                .filter(object -> at(object, "metadata/name").equals(deployment))
                .findFirst()
                .orElseThrow();
        List<?> volumes = (List<?>) at(found, "spec/template/spec/volumes");
        return volumes.stream()
                .filter(volume -> at(volume, "name").equals("kafka-user"))
                .map(volume -> at(volume, "secret/secretName"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void replayIsScaledByLagDownToNothingAndLiveByItsSessions() {
        List<Map<String, Object>> scaled =
                RenderedChart.of("autoscaled").ofKind("ScaledObject").toList();

        assertThat(scaled).hasSize(2);
        assertThat(String.valueOf(at(scaled.get(0), "spec/triggers/0/metadata/query")))
                .contains("marotte_sessions_active", "marotte_sessions_capacity");
        assertThat(String.valueOf(at(scaled.get(0), "spec/triggers/1/metadata/query")))
                .contains("reason=\"late\"");
        assertThat(at(scaled.get(1), "spec/triggers/0/type")).isEqualTo("kafka");
        assertThat(at(scaled.get(1), "spec/minReplicaCount")).isEqualTo(0);
    }

    @Test
    void aRendererGetsItsDevice() {
        assertThat(RenderedChart.of("gpu").ofKind("Deployment"))
                .filteredOn(object -> at(object, "metadata/name").equals("talk-marotte-render"))
                .singleElement()
                .satisfies(object -> {
                    Object pod = at(object, "spec/template/spec");
                    assertThat(RenderedChart.object(at(pod, "containers/0/resources/limits")))
                            .containsEntry("nvidia.com/gpu", 1);
                    assertThat(String.valueOf(at(pod, "containers/0/args")))
                            .contains("--device, cuda:0", "render.loops=2");
                });
    }

    @Test
    void stateThatIsKeptMakesStatefulSets() {
        RenderedChart chart = RenderedChart.of("persistent");

        assertThat(chart.ofKind("StatefulSet")).hasSize(5);
        assertThat(chart.ofKind("Deployment")).isEmpty();
    }

    /** Strimzi's topics are those that the stages need. */
    @Test
    void topicsOfTheChartAreThoseOfTheStages() throws IOException {
        Map<String, Set<String>> listed = Files.readAllLines(RenderedChart.CHART.resolve("files/topics.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", 2))
                .collect(Collectors.toMap(column -> column[0], column -> words(column[1])));

        assertThat(listed).isEqualTo(Topics.ALL.stream().collect(Collectors.toMap(Topic::name, ChartTest::wanted)));
    }

    private static Set<String> words(String line) {
        return Arrays.stream(line.split("[, ]")).collect(Collectors.toSet());
    }

    private static Set<String> wanted(Topic<?> topic) {
        return Stream.concat(
                        Stream.of(topic.spread() == Topic.Spread.SINGLE ? "single" : "by-session"),
                        topic.retention().settings().entrySet().stream()
                                .map(set -> set.getKey() + "=" + set.getValue()))
                .collect(Collectors.toSet());
    }

    /** A chart can take no file from outside its folder. */
    @ParameterizedTest
    @ValueSource(strings = {"acl.csv", "grafana/marotte.json", "prometheus/rules.yaml"})
    void filesOfTheChartAreThoseOfDeploy(String file) throws IOException {
        Path original = Path.of("../deploy").resolve(file);

        assertThat(RenderedChart.CHART.resolve("files").resolve(original.getFileName()))
                .hasSameTextualContentAs(original);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kafka.bootstrapserver=x", "kafka.protocol=TLS", "workloads.render.stage=painter", "replicas=2"})
    void aValueThatNobodyKnowsIsRefused(String mistake) {
        String[] pair = mistake.split("=", 2);

        assertThatThrownBy(() -> new Helm(RenderedChart.CHART)
                        .template()
                        .withKubeVersion("1.34")
                        .set("kafka.bootstrapServers", "kafka:9092")
                        .set(pair[0], pair[1])
                        .call())
                .hasMessageContaining("schema");
    }

    @Test
    void withoutAClusterItSaysWhatToName() {
        assertThatThrownBy(() -> new Helm(RenderedChart.CHART)
                        .template()
                        .withKubeVersion("1.34")
                        .call())
                .hasMessageContaining("kafka.bootstrapServers is empty");
    }
}
