package dev.marotte.standalone.run;

import dev.marotte.schemas.Profile;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the cluster of a data folder is, as the process that runs it tells others of this machine.
 *
 * @param profiles of the sessions that the process works on
 */
record SharedAddress(String bootstrapServers, Set<Profile> profiles) {
    SharedAddress {
        profiles = Set.copyOf(profiles);
    }

    /** One line, for a file. */
    String written() {
        return bootstrapServers + " "
                + profiles.stream().map(Profile::name).sorted().collect(Collectors.joining(","));
    }

    /** What {@link #written} gave; nothing for any other line. */
    static Optional<SharedAddress> read(String line) {
        List<String> words = List.of(line.strip().split(" "));
        return words.size() == 2
                ? Optional.of(new SharedAddress(words.get(0), profiles(words.get(1))))
                : Optional.empty();
    }

    private static Set<Profile> profiles(String names) {
        List<String> named = List.of(names.split(","));
        return Arrays.stream(Profile.values())
                .filter(profile -> named.contains(profile.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Profile.class)));
    }
}
