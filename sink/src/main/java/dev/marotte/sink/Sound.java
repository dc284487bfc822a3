package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioHeader;

/** What is known about a clip's sound before its first unit. */
public sealed interface Sound {
    /** The clip is silent. */
    record None() implements Sound {}

    /** The sound is coded as the header says. */
    record Coded(AudioHeader header) implements Sound {}
}
