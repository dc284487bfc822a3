package dev.marotte.render;

import dev.marotte.identity.GeneratorIds;
import java.util.Set;

/**
 * The generators and loops that draw on a device. Immutable.
 *
 * @param generators ids of all generators
 * @param loops number of loops that share the device
 */
record Drawers(Set<String> generators, int loops) {
    Drawers {
        generators = Set.copyOf(generators);
    }

    /** Tells whether one of the generators can draw an identity that was made for these. */
    boolean canDraw(GeneratorIds ids) {
        return generators.stream().anyMatch(ids::contains);
    }

    /** Bytes that an identity takes when each loop has a canvas of it. */
    long bytes(CachedIdentity identity) {
        return identity.bytes(loops);
    }
}
