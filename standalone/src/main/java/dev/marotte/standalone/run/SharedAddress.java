package dev.marotte.standalone.run;

import java.util.List;
import java.util.Optional;

/** The address of a data folder's cluster and the work that is done there, published by the process that runs it. */
record SharedAddress(String bootstrapServers, WorkScope scope) {
    /** One line, for a file. */
    String written() {
        return bootstrapServers + " " + scope.written();
    }

    /** Parses what {@link #written} returned; empty for any other line. */
    static Optional<SharedAddress> read(String line) {
        List<String> words = List.of(line.strip().split(" "));
        return words.size() == 2
                ? Optional.of(new SharedAddress(words.get(0), WorkScope.read(words.get(1))))
                : Optional.empty();
    }
}
