package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code marotte} in an installation without sources, with a JDK that only says what it was started with. */
final class LauncherTest {
    private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();

    /** Says its arguments and what matters of its environment; an AOT cache that is asked for is made. */
    private static final String JAVA = """
            #!/bin/sh
            for argument in "$@"; do
              case $argument in -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" ;; esac
              printf '<%s>\\n' "$argument"
            done
            printf 'LC_CTYPE=%s LC_ALL=%s\\n' "$LC_CTYPE" "${LC_ALL-unset}"
            """;

    @TempDir
    private Path folder;

    private Path installation;

    @BeforeEach
    void install() throws IOException {
        installation = folder.resolve("the installation");
        Path target = Files.createDirectories(installation.resolve("standalone/target"));
        Files.createFile(target.resolve("marotte.jar"));
        Files.createDirectory(installation.resolve(".mvn"));
        Files.copy(SOURCES.resolve("marotte"), installation.resolve("marotte"));
        Files.copy(SOURCES.resolve(".mvn/find-jdk.sh"), installation.resolve(".mvn/find-jdk.sh"));
        executable(Files.createDirectories(folder.resolve("jdk/bin")).resolve("java"), JAVA);
        executable(folder.resolve("jdk/bin/javac"), "#!/bin/sh\n");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        allow(folder, "rwxr-xr-x");
    }

    @Test
    void startsInAnyFolderWithCdpathSet() throws Exception {
        Run run = run(Map.of("CDPATH", "/:" + folder), List.of("sh", "the installation/marotte", "doctor"));
        assertThat(run.exitCode()).as(run.said()).isZero();
        assertThat(run.said()).contains("<" + installation + "/standalone/target/marotte.jar>", "<doctor>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "xx_YY.UTF-8", ""})
    void givesTheJvmUtf8WhereTheLocaleHasAsciiAlone(String locale) throws Exception {
        assertThat(run(Map.of("LC_ALL", locale, "LANG", locale), marotte("identities"))
                        .said())
                .contains("LC_CTYPE=C.UTF-8 LC_ALL=unset");
    }

    @Test
    void keepsALocaleOfUtf8AndItsLanguageFromTheJvm() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C.UTF-8"), marotte("identities")).said())
                .contains("LC_CTYPE=C.UTF-8", "<-Duser.language=en>", "<-Duser.country=US>");
    }

    @Test
    void takesTheEnvironmentsHome() throws Exception {
        assertThat(run(Map.of("HOME", "/else where"), marotte("identities")).said())
                .contains("<-Duser.home=/else where>");
    }

    @ParameterizedTest
    @CsvSource({
        "-n 60, only 60 open files are allowed here and 256 are needed",
        "-v 3000000, only 3000 MB of addresses are allowed here and 5000 are needed",
        "-f 2000, files may only grow to 1 MB here and 200 are needed"
    })
    void saysAtOnceThatALimitIsTooLow(String limit, String sentence) throws Exception {
        Run run = run(Map.of(), List.of("sh", "-c", "ulimit " + limit + "; exec \"$0\"", script()));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.said().lines()).singleElement().asString().startsWith("marotte: " + sentence);
    }

    @Test
    void saysWhatToDoWhereItIsNotBuiltAndHasNoSources() throws Exception {
        Files.delete(installation.resolve("standalone/target/marotte.jar"));
        Run run = run(Map.of(), marotte("doctor"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.said().lines()).singleElement().asString().contains("install Marotte again");
    }

    @Test
    void keepsTheCacheOfSomebodyElsesInstallationInTheUsersOwn() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Run run = runAsNobody(home);
        assertThat(run.exitCode()).as(run.said()).isZero();
        assertThat(installation.resolve("standalone/target")).isDirectoryNotContaining("glob:**.aot");
        try (Stream<Path> kept = Files.walk(home)) {
            assertThat(kept).anyMatch(file -> file.endsWith("marotte.aot"));
        }
        assertThat(run.said()).contains("<-XX:AOTCache=" + home);
    }

    @Test
    void startsWithoutACacheWhereNoneCanBeKept() throws Exception {
        Run run = runAsNobody(Path.of("/nonexistent"));
        assertThat(run.exitCode()).as(run.said()).isZero();
        assertThat(run.said()).doesNotContain("AOTCache").contains("<doctor>");
    }

    @Test
    void saysAtOnceThatTooFewThreadsAreAllowed() throws Exception {
        Run run = runAsNobody(Path.of("/nonexistent"), "prlimit", "--nproc=60");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.said().lines())
                .singleElement()
                .asString()
                .startsWith("marotte: only 60 processes and threads are allowed here and 256 are needed");
    }

    /** @param before a command that runs the launcher, with its options */
    private Run runAsNobody(Path home, String... before) throws Exception {
        assumeThat(run(Map.of(), List.of("setpriv", "--reuid", "65534", "--clear-groups", "true"))
                        .exitCode())
                .as("another user can be taken, which takes root")
                .isZero();
        if (Files.exists(home)) {
            assertThat(run(Map.of(), List.of("chown", "65534", home.toString())).exitCode())
                    .isZero();
        }
        var command = new ArrayList<>(List.of("setpriv", "--reuid", "65534", "--clear-groups"));
        command.addAll(List.of(before));
        command.addAll(List.of(script(), "doctor"));
        return run(Map.of("HOME", home.toString()), command);
    }

    private List<String> marotte(String... arguments) {
        var command = new ArrayList<>(List.of(script()));
        command.addAll(List.of(arguments));
        return command;
    }

    private String script() {
        return installation.resolve("marotte").toString();
    }

    private Run run(Map<String, String> environment, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("XDG_"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        allow(file, "rwxr-xr-x");
    }

    private static void allow(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private record Run(int exitCode, String said) {}
}
