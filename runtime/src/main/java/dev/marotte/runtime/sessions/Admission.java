package dev.marotte.runtime.sessions;

import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.StageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The decision on whether one more session can be worked on. */
public sealed interface Admission {
    /** Greatest age of a renderer's heartbeat; the writers' clocks may differ by most of it. */
    Duration HEARD_WITHIN = Duration.ofMinutes(1);

    /** There is room, or no renderer has said how much. */
    record Fits() implements Admission {}

    /**
     * No renderer is running; the session waits for one, which may come later, for instance after the cluster has
     * started.
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

    /** The reason why a session's settings do not fit together; empty where they do. No network can look at a voice. */
    static Optional<String> misfit(Session session) {
        MotionKind kind = session.motion().kind();
        return session.source().isVoice() && !new NetworkMotion.Unseen().fits(kind)
                ? Optional.of("a voice moves landmarks alone, and this identity is moved by what " + kind.inWords()
                        + " see in a driver's picture; name an identity for another generator")
                : Optional.empty();
    }

    /**
     * Decides on one more live session. Counts across the whole cluster: the consumer group decides which renderer gets it.
     *
     * @param open number of open live sessions
     * @param renderers the last heartbeats of all renderers
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
