package dev.marotte.landmark;

import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Pts;
import java.time.Duration;

/** The state of the search for the driver's neutral frame. */
sealed interface NeutralSearch {
    /** The state before any frame has been tracked. */
    record NotBegun() implements NeutralSearch {}

    /** The state in which frames are held back, since the tracked one at {@code from}. */
    record Holding(Pts from) implements NeutralSearch {
        /** Whether a tracked frame at {@code pts} is the last one to be looked at. */
        boolean endsWith(Pts pts, NeutralChoice choice) {
            return switch (choice) {
                case NeutralChoice.BestNeutral(Duration window) ->
                    pts.since(from).compareTo(window) >= 0;
                case NeutralChoice.NeutralAt(Pts wanted) -> pts.compareTo(wanted) >= 0;
            };
        }
    }

    /** The state after the neutral frame has been published. */
    record Chosen(long index) implements NeutralSearch {}
}
