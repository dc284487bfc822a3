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
 * What all studios of a cluster say of the sessions that clients drive through them: that the client was heard, and in which run. A sign counts from when
 * it is read here, for clocks of other machines do not. Any thread.
 */
public final class DrivingSigns {
    private final InstantSource clock;
    private final Map<SessionId, Sign> signs = new ConcurrentHashMap<>();

    /** The newest run that was heard of, and when a client was heard last, in whatever run. */
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

    /** For how long no studio has heard the client of a session; empty where none was ever heard of. */
    public Optional<Duration> silence(SessionId session) {
        return Optional.ofNullable(signs.get(session)).map(sign -> Duration.between(sign.at(), clock.instant()));
    }

    /** The number of a run that begins now: greater than that of any run before it, whatever clock that was numbered by. */
    public long nextRun(SessionId session) {
        return Math.max(FrameTiming.microsOf(clock.instant()), newestRun(session) + 1);
    }

    /** The run that began last, as far as is known here; 0 where none is. */
    public long newestRun(SessionId session) {
        return Optional.ofNullable(signs.get(session)).map(Sign::run).orElse(0L);
    }

    /** Forgets all other sessions than those. */
    public void retain(Predicate<SessionId> wanted) {
        signs.keySet().removeIf(wanted.negate());
    }
}
