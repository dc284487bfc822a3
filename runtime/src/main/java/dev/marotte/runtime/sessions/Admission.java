package dev.marotte.runtime.sessions;

import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.StageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether one more session can be worked on. */
public sealed interface Admission {
    /** How old a renderer's word of itself may be; clocks of the machines that write may differ by most of it. */
    Duration HEARD_WITHIN = Duration.ofMinutes(1);

    /** There is room, or nobody has said how much. */
    record Fits() implements Admission {}

    /**
     * No renderer is there; one may come, as after a cluster's start, and the session waits for it.
     *
     * @param warning one sentence
     */
    record Unserved(String warning) implements Admission {}

    /**
     * It would not fit.
     *
     * @param sentence with the numbers
     */
    record Refused(String sentence) implements Admission {}

    /**
     * It cannot be worked on, however much room there is.
     *
     * @param sentence that says why
     */
    record Unfit(String sentence) implements Admission {}

    /** Why a session cannot be what it is said to be; empty where it can. No networks can look at a voice. */
    static Optional<String> misfit(Session session) {
        MotionKind kind = session.motion().kind();
        return session.source().isVoice() && !new NetworkMotion.Unseen().fits(kind)
                ? Optional.of("a voice moves landmarks alone, and this identity is moved by what " + kind.inWords()
                        + " see in a driver's picture; name an identity for another generator")
                : Optional.empty();
    }

    /**
     * Decides on one more live session. Counts over the whole cluster: which of the renderers gets it is left to the consumer group.
     *
     * @param open live sessions that are open
     * @param renderers the last words of all renderers
     */
    static Admission ofLive(long open, List<StageReport> renderers, Instant now) {
        List<Long> capacities = renderers.stream()
                .filter(renderer -> renderer.at().plus(HEARD_WITHIN).isAfter(now))
                .flatMap(renderer -> renderer.liveCapacity().stream().boxed())
                .toList();
        if (capacities.isEmpty()) {
            return new Unserved("no renderer has been heard of in the last " + HEARD_WITHIN.toSeconds()
                    + " s; the session waits until there is one");
        }
        long taken = capacities.stream().mapToLong(Long::longValue).sum();
        return capacities.contains(0L) || open < taken ? new Fits() : new Refused(sentence(open, taken));
    }

    private static String sentence(long open, long taken) {
        return "the renderers take " + taken + " live sessions and " + open
                + " are open; end one, start another renderer or raise render.sessions.capacity";
    }
}
