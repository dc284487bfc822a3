package dev.marotte.identity;

import java.util.List;
import java.util.Optional;

/**
 * Ids of the bundles that can draw an embedding, as its identity names them.
 *
 * @param ids the bundle that made it first
 */
public record GeneratorIds(List<String> ids) {
    static final String SEPARATOR = ", ";

    public GeneratorIds {
        ids = List.copyOf(ids);
    }

    /** Reads what {@link #written} wrote; earlier versions wrote only one id. */
    public static GeneratorIds read(String written) {
        return new GeneratorIds(List.of(written.split(SEPARATOR)));
    }

    /** All ids, separated by commas. */
    public String written() {
        return String.join(SEPARATOR, ids);
    }

    /** Returns the first of these ids that can draw it; empty if none can. */
    public Optional<String> firstOf(List<String> preferred) {
        return preferred.stream().filter(this::contains).findFirst();
    }

    /** Tells whether a bundle of this id can draw it. */
    public boolean contains(String id) {
        return ids.contains(id);
    }
}
