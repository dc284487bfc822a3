package dev.marotte.render;

import dev.marotte.identity.GeneratorIds;
import java.util.Set;

/**
 * Whoever draws on a device. Immutable.
 *
 * @param generators ids of all
 * @param loops that share the device
 */
record Drawers(Set<String> generators, int loops) {
    Drawers {
        generators = Set.copyOf(generators);
    }

    /** Tells whether one of them can draw what is for these generators. */
    boolean canDraw(GeneratorIds ids) {
        return generators.stream().anyMatch(ids::contains);
    }

    /** What an identity takes when each loop has a canvas of it. */
    long bytes(CachedIdentity identity) {
        return identity.bytes(loops);
    }
}
