package dev.marotte.standalone.run;

import java.util.List;
import java.util.Optional;

/** Where the cluster of a data folder is, and what is worked on there, as the process that runs it tells others of this machine. */
record SharedAddress(String bootstrapServers, WorkScope scope) {
    /** One line, for a file. */
    String written() {
        return bootstrapServers + " " + scope.written();
    }

    /** What {@link #written} gave; nothing for any other line. */
    static Optional<SharedAddress> read(String line) {
        List<String> words = List.of(line.strip().split(" "));
        return words.size() == 2
                ? Optional.of(new SharedAddress(words.get(0), WorkScope.read(words.get(1))))
                : Optional.empty();
    }
}
