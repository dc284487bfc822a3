package dev.marotte.schemas;

import java.time.Duration;

/**
 * Limits on the time, size and storage that a session's pictures may cost.
 *
 * @param rate of the output
 * @param longestSide side to which driving frames are scaled down, in pixels
 * @param latencyBudget age at which a frame of a live session is dropped
 */
public record SessionTerms(RateChoice rate, int longestSide, Duration latencyBudget, RecordKeeping keeping) {
    public static final SessionTerms DEFAULT =
            new SessionTerms(new RateChoice.RateAsDriven(), 1920, Duration.ofMillis(500), RecordKeeping.DEFAULT);

    public SessionTerms {
        if (longestSide < 16) {
            throw new BadInputException("the longest side is at least 16 pixels, not " + longestSide);
        }
        if (!latencyBudget.isPositive()) {
            throw new BadInputException("a latency budget is longer than nothing");
        }
    }

    /** The same terms at another rate. */
    public SessionTerms at(RateChoice other) {
        return new SessionTerms(other, longestSide, latencyBudget, keeping);
    }
}
