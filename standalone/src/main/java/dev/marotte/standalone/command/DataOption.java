package dev.marotte.standalone.command;

import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.LogFile;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --data}, an option of every command that keeps something. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "",
            description =
                    "Where identities, recorded sessions and the log are kept. Default: $XDG_DATA_HOME/marotte or ~/.local/share/marotte.")
    private Path folder;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private Optional<DataFolder> opened = Optional.empty();

    /** Creates the folder and opens the log in it. */
    DataFolder open() {
        DataFolder data = DataFolder.of(folder, System.getenv());
        LogFile.openIn(data.path());
        return noted(data);
    }

    /** Creates the folder and logs to standard output, as services do. */
    @SuppressWarnings("SystemConsoleNull") // for NullAway it may be
    DataFolder openForService() {
        DataFolder data = DataFolder.of(folder, System.getenv());
        Console console = System.console();
        LogFile.openStandardOutput(console != null && console.isTerminal());
        return noted(data);
    }

    private DataFolder noted(DataFolder data) {
        opened = Optional.of(data);
        if (data.holdsEarlierFormat()) {
            PrintWriter err = command.commandLine().getErr();
            err.println(
                    "marotte: " + data.path().resolve("kafka")
                            + " is of an earlier, unreleased version: it is left as it is and not read; enrol again who was enrolled there");
            err.flush();
        }
        return data;
    }

    /** The folder, if a command opened it. */
    Optional<DataFolder> opened() {
        return opened;
    }
}
