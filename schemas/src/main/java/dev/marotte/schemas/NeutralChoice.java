package dev.marotte.schemas;

import java.time.Duration;

/** How to find the driver's rest, against which motion is measured. */
public sealed interface NeutralChoice {
    /**
     * The rest derived from the tracked frames of the first {@code window}, or, in a live session, which cannot wait, from those of the
     * recent minutes; zero takes the first tracked frame.
     */
    record BestNeutral(Duration window) implements NeutralChoice {}

    /** The tracked frame nearest to {@code pts}. */
    record NeutralAt(Pts pts) implements NeutralChoice {}
}
