package dev.marotte.schemas;

import java.time.Duration;

/**
 * How long a session's records are kept.
 *
 * @param frames the driver's pictures, after the session's end; zero: until their landmarks are committed
 * @param recording motion and sound, after the session's end
 */
public record RecordKeeping(Duration frames, Duration recording) {
    /** Pictures are deleted at once, the recording is kept for a month. */
    public static final RecordKeeping DEFAULT = new RecordKeeping(Duration.ZERO, Duration.ofDays(30));

    public RecordKeeping {
        if (frames.isNegative() || recording.isNegative()) {
            throw new BadInputException("records are kept for a time that is not negative");
        }
    }
}
