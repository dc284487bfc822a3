package dev.marotte.standalone.run;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.StageName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The sessions that a process works on; for a single command it runs no more stages than that needs, because each costs open files. */
public record WorkScope(Set<Profile> profiles, Set<Driver> drivers) {
    public static final WorkScope EVERYTHING = new WorkScope(EnumSet.allOf(Profile.class), EnumSet.allOf(Driver.class));

    /** What moves the identities. */
    public enum Driver {
        FACES,
        VOICES
    }

    public WorkScope {
        profiles = Set.copyOf(profiles);
        drivers = Set.copyOf(drivers);
    }

    /** The scope that one session needs. */
    public static WorkScope of(Profile profile, SessionSource source) {
        Driver driver = source.isVoice() ? Driver.VOICES : Driver.FACES;
        return new WorkScope(Set.of(profile), Set.of(driver));
    }

    public boolean covers(WorkScope asked) {
        return profiles.containsAll(asked.profiles) && drivers.containsAll(asked.drivers);
    }

    /** The stages, in the order in which they are stopped. */
    public List<StageName> stages() {
        List<StageName> stages = new ArrayList<>(List.of(StageName.values()));
        if (!drivers.contains(Driver.FACES)) {
            stages.remove(StageName.LANDMARK);
        }
        if (!drivers.contains(Driver.VOICES)) {
            stages.remove(StageName.SPEECH);
        }
        return List.copyOf(stages);
    }

    /** A phrase for messages: "lossless sessions of faces". */
    public String inWords() {
        return named(profiles, " and ").toLowerCase(Locale.ROOT) + " sessions of "
                + named(drivers, " and ").toLowerCase(Locale.ROOT);
    }

    /** One word, for a file. */
    String written() {
        return named(profiles, ",") + ":" + named(drivers, ",");
    }

    /** Parses what {@link #written} returned, ignoring unknown parts. */
    static WorkScope read(String word) {
        List<String> parts = List.of(word.split(":", 2));
        return new WorkScope(known(parts.getFirst(), Profile.class), known(parts.getLast(), Driver.class));
    }

    private static <E extends Enum<E>> String named(Set<E> values, String separator) {
        return values.stream().map(Enum::name).sorted().collect(Collectors.joining(separator));
    }

    private static <E extends Enum<E>> Set<E> known(String names, Class<E> type) {
        List<String> named = List.of(names.split(","));
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> named.contains(value.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }
}
