package dev.marotte.sink;

import java.util.Optional;

/** Which rate the clip is written at. */
public sealed interface RateChoice {
    /** The driving clip's own: what it declares, unless its times contradict that. */
    record AsDriven(Optional<FrameRate> declared) implements RateChoice {
        /** Before the clip is opened, or where it declares nothing. */
        public AsDriven() {
            this(Optional.empty());
        }
    }

    /** The user's: frames are repeated or skipped so that time stays. */
    record Fixed(FrameRate rate) implements RateChoice {}
}
