package dev.marotte.standalone;

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

    /** The folder, if a command opened it. */
    Optional<DataFolder> opened() {
        return opened;
    }
}
