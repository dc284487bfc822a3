package dev.marotte.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.render.DrawingBench.Figures;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.standalone.run.DataFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class DrawingOptionsTest {
    private static final Settings STILL = Settings.of(Map.of("render.bundle", "still", "render.device", "cpu"));

    @TempDir
    private Path folder;

    @Test
    void saysWhatIsDrawnInATableAndAsJson() throws Exception {
        Path file = folder.resolve("drawn.json");
        StringWriter out = new StringWriter();
        read("--drawing", "--batch", "1,2", "--loops", "2", "--figures", file.toString())
                .measure(new DataFolder(folder), STILL, "100ms", new PrintWriter(out));
        assertThat(out.toString().lines().map(String::strip))
                .hasSize(4)
                .element(1)
                .isEqualTo("loops  batch   frames/s   run p50 ms   run p99 ms");
        assertThat(Files.readString(file)).contains("{\"loops\": 2, \"batch\": 1, ", "{\"loops\": 2, \"batch\": 2, ");
    }

    @Test
    void writesFiguresWithPoints() {
        assertThat(DrawingOptions.json(List.of(new Figures(8, 2, 1234.5678, 6.25, 7))))
                .isEqualTo(
                        "[\n  {\"loops\": 2, \"batch\": 8, \"framesASecond\": 1234.568, \"p50Millis\": 6.250, \"p99Millis\": 7.000}\n]\n");
    }

    @Test
    void refusesRunsWithoutFrames() {
        assertThatThrownBy(() -> read("--drawing", "--batch", "0")
                        .measure(new DataFolder(folder), STILL, "1s", new PrintWriter(new StringWriter())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--batch");
    }

    private static DrawingOptions read(String... arguments) {
        Asked asked = new Asked();
        new CommandLine(asked).parseArgs(arguments);
        return asked.drawing;
    }

    /** A command with these options alone. */
    @Command
    private static final class Asked {
        @CommandLine.Mixin
        private DrawingOptions drawing = new DrawingOptions();
    }
}
