package dev.marotte.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every object against the schema of its kind, by the schemas that npm has: {@code npm ci} in {@code helm/src/test/node} gets them. Skipped, and said so,
 * where they are not there.
 */
final class ChartSchemaTest {
    private static final Path NODE = Path.of("src/test/node");
    /** Kept, for whoever wants to look at it or to play it. */
    private static final Path RENDERED = Path.of("target/rendered").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void everyObjectIsAsItsSchemaSays() throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (Path values : RenderedChart.values().toList()) {
            Path file = Files.createDirectories(RENDERED).resolve(values.getFileName());
            files.add(Files.writeString(file, RenderedChart.of(values).text()).toString());
        }

        Verdict verdict = check(files);

        assertThat(verdict.status()).as(verdict.words()).isZero();
    }

    @Test
    void aWrongValueAndAnUnknownKeyAreFound() throws IOException, InterruptedException {
        String good = RenderedChart.of("autoscaled").text();
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"), good.replace("maxReplicaCount: 8", "maxReplicaCount: many"));
        Path unknown = Files.writeString(
                folder.resolve("unknown.yaml"), good.replace("readOnlyRootFilesystem", "readonlyRootFilesystem"));

        assertThat(check(List.of(wrong.toString())).words()).contains("ScaledObject", "maxReplicaCount");
        assertThat(check(List.of(unknown.toString())).words()).contains("unknown key readonlyRootFilesystem");
    }

    private record Verdict(int status, String words) {}

    private static Verdict check(List<String> files) throws IOException, InterruptedException {
        if (!Files.isDirectory(NODE.resolve("node_modules"))) {
            System.err.println("SKIPPED the schemas of the chart's objects: run npm ci in helm/src/test/node");
        }
        assumeTrue(Files.isDirectory(NODE.resolve("node_modules")), "npm ci was not run in helm/src/test/node");
        Process node = new ProcessBuilder(Stream.concat(Stream.of("node", "check.mjs"), files.stream())
                        .toList())
                .directory(NODE.toFile())
                .redirectErrorStream(true)
                .start();
        String words = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Verdict(node.exitValue(), words);
    }
}
