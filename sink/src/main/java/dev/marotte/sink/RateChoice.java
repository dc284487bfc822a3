package dev.marotte.sink;

/** Which rate the clip is written at. */
public sealed interface RateChoice {
    /** The driving clip's own. */
    record AsDriven() implements RateChoice {}

    /** The user's: frames are repeated or skipped so that time stays. */
    record Fixed(FrameRate rate) implements RateChoice {}
}
