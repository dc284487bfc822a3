package dev.marotte.schemas;

import java.util.Optional;

/** The rate at which the clip is written. */
public sealed interface RateChoice {
    /** The driving clip's own: what it declares, unless its times contradict that. */
    record RateAsDriven(Optional<FrameRate> declared) implements RateChoice {
        /** For a clip whose declared rate is not known. */
        public RateAsDriven() {
            this(Optional.empty());
        }
    }

    /** The user's rate: frames are repeated or skipped so that the timing is kept. */
    record FixedRate(FrameRate rate) implements RateChoice {}
}
