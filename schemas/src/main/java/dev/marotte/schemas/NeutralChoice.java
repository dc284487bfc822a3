package dev.marotte.schemas;

import java.time.Duration;

/** How the driver's rest is found, against which motion is measured. */
public sealed interface NeutralChoice {
    /**
     * What the tracked frames of the first {@code window} show together, or those of the recent minutes of a live session, which cannot wait;
     * zero takes the first tracked frame.
     */
    record BestNeutral(Duration window) implements NeutralChoice {}

    /** The tracked frame nearest to {@code pts}. */
    record NeutralAt(Pts pts) implements NeutralChoice {}
}
