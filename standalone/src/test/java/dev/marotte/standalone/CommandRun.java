package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one command did, run in this process as {@code main} would. */
public record CommandRun(int exitCode, List<String> out, List<String> err) {
    public static CommandRun of(Path data, List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--data", data.toString()));
        int exitCode = Marotte.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new CommandRun(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }

    /** Exit code 2 and one line with these words. */
    void assertRefused(String words) {
        assertThat(exitCode).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err)
                .filteredOn(line -> !isProgress(line))
                .singleElement()
                .asString()
                .startsWith("marotte: ")
                .contains(words);
    }

    /** Shown every few seconds, so only where the machine is slow. */
    private static boolean isProgress(String line) {
        return line.matches("[0-9]+ (of [0-9]+ )?frames( looked at)?, .*");
    }
}
