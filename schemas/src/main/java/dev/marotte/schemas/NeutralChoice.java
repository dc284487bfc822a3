package dev.marotte.schemas;

import java.time.Duration;

/** Which of the driver's frames is its rest, against which motion is measured. */
public sealed interface NeutralChoice {
    /** The most neutral frame among the tracked ones of the first {@code window}; zero takes the first tracked frame. */
    record BestNeutral(Duration window) implements NeutralChoice {}

    /** The tracked frame nearest to {@code pts}. */
    record NeutralAt(Pts pts) implements NeutralChoice {}
}
