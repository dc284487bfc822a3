package dev.marotte.studio.sessions;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.DrivingHeader;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reports of all studios of a cluster on the sessions that clients drive through them: that the client was heard, and in which run. A sign's time is when it
 * is read here, because other machines' clocks are not trusted. Any thread.
 */
public final class DrivingSigns {
    private final InstantSource clock;
    private final Map<SessionId, Sign> signs = new ConcurrentHashMap<>();

    /** The newest known run, and when a client was last heard in any run. */
    private record Sign(long run, Instant at) {
        Sign and(Sign next) {
            return new Sign(Math.max(run, next.run), next.at);
        }
    }

    public DrivingSigns(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes the next report of any stage. */
    public void take(ConsumerRecord<byte[], byte[]> report) {
        DrivingHeader.runOf(report).ifPresent(run -> {
            if (Topics.REPORTS.decode(report.value()) instanceof Readable<StageReport>(StageReport said)) {
                signs.merge(said.session(), new Sign(run, clock.instant()), Sign::and);
            }
        });
    }

    /** How long no studio has heard the client of a session; empty if none is known to have heard it. */
    public Optional<Duration> silence(SessionId session) {
        return Optional.ofNullable(signs.get(session)).map(sign -> Duration.between(sign.at(), clock.instant()));
    }

    /** The number of a run that begins now: greater than that of any earlier run, whatever clock numbered that. */
    public long nextRun(SessionId session) {
        return Math.max(FrameTiming.microsOf(clock.instant()), newestRun(session) + 1);
    }

    /** The latest run that is known here; 0 if there is none. */
    public long newestRun(SessionId session) {
        return Optional.ofNullable(signs.get(session)).map(Sign::run).orElse(0L);
    }

    /** Forgets all other sessions. */
    public void retain(Predicate<SessionId> wanted) {
        signs.keySet().removeIf(wanted.negate());
    }
}
