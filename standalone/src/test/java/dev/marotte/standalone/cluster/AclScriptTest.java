package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
final class AclScriptTest {
    @TempDir
    private Path folder;

    @Test
    void givesEveryRightOfTheTableToTheUserOfItsRole() throws Exception {
        List<String> expected = AccessRights.shipped().stream()
                .map(right -> Stream.concat(
                                Stream.of("--bootstrap-server", "kafka:9093", "--add"),
                                right.arguments(right.role().equals("sink") ? "CN=writer" : right.role()).stream())
                        .toList())
                .map(arguments -> String.join(" ", arguments))
                .toList();

        Said said = run("--bootstrap", "kafka:9093", "--user", "sink=CN=writer");

        assertThat(said.lines()).isEqualTo(expected);
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void takesThemAllAwayAgain() throws Exception {
        Path config = Files.createFile(folder.resolve("admin.properties"));

        Said said = run("--bootstrap", "kafka:9093", "--command-config", config.toString(), "--remove");

        assertThat(said.lines())
                .hasSameSizeAs(AccessRights.shipped())
                .allSatisfy(line -> assertThat(line).contains("--command-config " + config + " --force --remove"));
    }

    @Test
    void refusesARoleThatThereIsNot() throws Exception {
        Said said = run("--bootstrap", "kafka:9093", "--user", "cook=anna");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().startsWith("acl.sh: --user is ROLE=NAME");
    }

    private record Said(int exitCode, List<String> lines) {}

    /** Runs the script with a kafka-acls that says what it was called with. */
    private Said run(String... arguments) throws IOException, InterruptedException {
        Path acls = Files.writeString(folder.resolve("kafka-acls"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(acls, PosixFilePermissions.fromString("rwx------"));
        List<String> command = new ArrayList<>(
                List.of("sh", AccessRights.FOLDER.resolve("acl.sh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KAFKA_ACLS", acls.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said.lines().toList());
    }
}
