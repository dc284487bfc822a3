package dev.marotte.standalone.command;

import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.LogFile;
import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --data}, which every command that keeps something has. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "",
            description =
                    "Where identities, recorded sessions and the log are kept. Default: $XDG_DATA_HOME/marotte or ~/.local/share/marotte.")
    private Path folder;

    private Optional<DataFolder> opened = Optional.empty();

    /** Makes the folder and opens the log in it. */
    DataFolder open() {
        DataFolder data = DataFolder.of(folder, System.getenv());
        LogFile.openIn(data.path());
        opened = Optional.of(data);
        return data;
    }

    /** Makes the folder and logs to standard output, as services do. */
    DataFolder openForService() {
        DataFolder data = DataFolder.of(folder, System.getenv());
        Console console = System.console();
        LogFile.openStandardOutput(console != null && console.isTerminal());
        opened = Optional.of(data);
        return data;
    }

    /** The folder, if a command opened it. */
    Optional<DataFolder> opened() {
        return opened;
    }
}
