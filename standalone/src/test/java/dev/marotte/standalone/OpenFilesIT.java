package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.OpenFiles;
import dev.marotte.standalone.session.DemoAssets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command where the system lets a process have few files open. */
final class OpenFilesIT {
    private static final int FRAMES = 50;

    @TempDir
    private Path folder;

    @Test
    void makesAVideoWithTheFewestThatItAsksFor() throws Exception {
        Run run = animate(OpenFiles.NEEDED);
        assertThat(run.exitCode()).as(run.said()).isZero();
        assertThat(folder.resolve("talking.mp4")).isNotEmptyFile();
        assertThat(folder.resolve("data/marotte.log")).content().doesNotContain("Too many open files");
    }

    @Test
    void saysAtOnceThatOneFewerIsTooFew() throws Exception {
        Run run = animate(OpenFiles.NEEDED - 1);
        assertThat(run.exitCode()).as(run.said()).isEqualTo(2);
        assertThat(run.said().lines()).singleElement().asString().startsWith("marotte: only 255 open files");
    }

    private Run animate(int files) throws Exception {
        DemoAssets shipped = DemoAssets.forDemo(new DataFolder(folder));
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        "ulimit -n " + files + "; exec \"$0\" \"$@\"",
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx640m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        PackagedCommand.JAR.toString(),
                        "animate",
                        "--portrait",
                        shipped.portrait().toString(),
                        "--driving",
                        StillClip.write(folder.resolve("driving.mkv"), FRAMES).toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--out",
                        folder.resolve("talking.mp4").toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    private record Run(int exitCode, String said) {}
}
