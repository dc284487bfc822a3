package dev.marotte.schemas;

import java.util.Optional;

/** Which rate the clip is written at. */
public sealed interface RateChoice {
    /** The driving clip's own: what it declares, unless its times contradict that. */
    record RateAsDriven(Optional<FrameRate> declared) implements RateChoice {
        /** Where it is not known what the clip declares. */
        public RateAsDriven() {
            this(Optional.empty());
        }
    }

    /** The user's: frames are repeated or skipped so that time stays. */
    record FixedRate(FrameRate rate) implements RateChoice {}
}
