package dev.marotte.standalone.bench;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the largest number of sessions that a cluster carries: doubles until it carries no more, then bisects.
 *
 * @param carried most sessions that were carried so far; 0 for none
 * @param refused fewest that were not carried; empty for none
 */
record CapacitySearch(int carried, Optional<Integer> refused) {
    static CapacitySearch begin() {
        return new CapacitySearch(0, Optional.empty());
    }

    /** How many to try next; empty when the number is found. */
    OptionalInt next() {
        int candidate = refused.map(most -> (carried + most) / 2).orElse(Math.max(1, carried * 2));
        return candidate == carried ? OptionalInt.empty() : OptionalInt.of(candidate);
    }

    CapacitySearch after(int sessions, boolean wereCarried) {
        return wereCarried
                ? new CapacitySearch(Math.max(carried, sessions), refused)
                : new CapacitySearch(
                        carried,
                        Optional.of(refused.map(few -> Math.min(few, sessions)).orElse(sessions)));
    }
}
