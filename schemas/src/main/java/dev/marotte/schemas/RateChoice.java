package dev.marotte.schemas;

/** Which rate the clip is written at. */
public sealed interface RateChoice {
    /** The driving clip's own. */
    record RateAsDriven() implements RateChoice {}

    /** The user's: frames are repeated or skipped so that time stays. */
    record FixedRate(FrameRate rate) implements RateChoice {}
}
