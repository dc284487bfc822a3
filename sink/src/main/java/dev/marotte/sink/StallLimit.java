package dev.marotte.sink;

import dev.marotte.schemas.StageName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long a session may stall: no message arrives, and no upstream stage reports on it. Landmarks are held back until the neutral frame is known, which
 * may take minutes, but the stages report meanwhile.
 *
 * @param limit when it passes, the session has failed
 * @param upstream the last report heard of it from a stage upstream of this one
 */
record StallLimit(Duration limit, Supplier<Optional<SignOfLife>> upstream) {
    /** No limit: a live session goes on whatever happens. */
    static StallLimit none() {
        return new StallLimit(ChronoUnit.FOREVER.getDuration(), Optional::empty);
    }

    /** The stage that reported, and when the report was heard here: clocks of other machines do not count. */
    record SignOfLife(StageName stage, Instant heard) {}

    /** Reports that a session stalled for too long. */
    static final class StalledException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StalledException(String sentence) {
            super(sentence);
        }
    }

    /** @throws StalledException if the session has stalled for too long */
    void require(Instant lastMessage, Instant now) {
        Optional<SignOfLife> sign = upstream.get();
        Instant last = sign.map(SignOfLife::heard)
                .filter(heard -> heard.isAfter(lastMessage))
                .orElse(lastMessage);
        if (Duration.between(last, now).compareTo(limit) > 0) {
            throw new StalledException("no frame and no sound came for " + limit.toSeconds() + " s; "
                    + sign.map(found -> lastSaid(found, now)).orElse("no stage upstream said anything of the session"));
        }
    }

    private static String lastSaid(SignOfLife sign, Instant now) {
        return "the last stage that said anything of the session was "
                + sign.stage().name().toLowerCase(Locale.ROOT)
                + ", "
                + Duration.between(sign.heard(), now).toSeconds()
                + " s ago (at "
                + sign.heard().truncatedTo(ChronoUnit.SECONDS)
                + ")";
    }
}
