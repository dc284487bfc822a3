package dev.marotte.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one command did, run in this process as {@code main} would. */
record CommandRun(int exitCode, List<String> out, List<String> err) {
    static CommandRun of(Path data, List<String> arguments) {
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
}
