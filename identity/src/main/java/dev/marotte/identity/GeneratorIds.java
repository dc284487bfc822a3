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

    /** Reads what {@link #written} wrote; one id alone is all that earlier versions wrote. */
    public static GeneratorIds read(String written) {
        return new GeneratorIds(List.of(written.split(SEPARATOR)));
    }

    /** All ids, with commas between. */
    public String written() {
        return String.join(SEPARATOR, ids);
    }

    /** The first of some ids that can draw it; empty if none can. */
    public Optional<String> firstOf(List<String> preferred) {
        return preferred.stream().filter(this::contains).findFirst();
    }

    /** Tells whether a bundle of this id can draw it. */
    public boolean contains(String id) {
        return ids.contains(id);
    }
}
