package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionState.Open;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Deletes pictures that no session needs any more. Kafka deletes records only from the front of a partition, so pictures are deleted up to the
 * first one that some session in the partition still needs:
 *
 * <ul>
 *   <li>the driver's pictures, until the landmark stage has committed them, or for as long as a session wants its own kept;
 *   <li>rendered pictures of a lossless session, while it is open: a sink that restarts reads them from the session's beginning;
 *   <li>rendered pictures of a live session, for {@link #WATCHED}: sinks and viewers begin with the newest.
 * </ul>
 *
 * <p>One thread.
 */
public final class PicturePruning {
    /** Greatest difference between the writers' clocks. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** How long pictures of a live session are of use, and so how far behind their readers may be. */
    public static final Duration WATCHED = Duration.ofMinutes(1);

    /** Time for a sink to finish the outputs of a session that was stopped. */
    public static final Duration FINISHING = Duration.ofMinutes(10);

    private final Admin admin;
    private final InstantSource clock;

    /** @param admin stays the caller's */
    public PicturePruning(Admin admin, InstantSource clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /**
     * Deletes the pictures in one partition that {@code sessions} do not need.
     *
     * @param sessions all sessions in the partition; asked after the end offsets are known, so that a session opened later has no pictures before them
     */
    public void prune(int partition, Supplier<List<Session>> sessions) throws InterruptedException {
        try {
            TopicPartition rendered = new TopicPartition(Topics.RENDERED.name(), partition);
            TopicPartition frames = new TopicPartition(Topics.FRAMES.name(), partition);
            long end = offsetAt(rendered, OffsetSpec.latest());
            Map<Profile, Long> tracked = tracked(frames);
            List<Session> known = sessions.get();
            deleteBefore(Math.min(end, startOfOpen(rendered, known)), rendered);
            deleteBefore(Math.min(end(tracked, known), startOfKept(frames, known)), frames);
        } catch (ExecutionException e) {
            throw new KafkaException("pictures could not be deleted", e.getCause());
        }
    }

    private long startOfOpen(TopicPartition partition, List<Session> sessions)
            throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        return startOf(
                partition,
                sessions.stream()
                        .filter(session -> isRead(session, now))
                        .map(session -> readSince(session, now))
                        .toList());
    }

    private static Instant readSince(Session session, Instant now) {
        Instant opened = session.opening().at();
        return switch (session.profile()) {
            case LOSSLESS -> opened;
            case LIVE -> opened.isAfter(now.minus(WATCHED)) ? opened : now.minus(WATCHED);
        };
    }

    /** The outputs of a session that was stopped midway are still being finished. */
    private static boolean isRead(Session session, Instant now) {
        return switch (session.state()) {
            case Open() -> true;
            case Ended(EndReason reason, String _, Instant at) ->
                (reason == EndReason.STOPPED || reason == EndReason.IDLE)
                        && at.plus(FINISHING).isAfter(now);
        };
    }

    private long startOfKept(TopicPartition partition, List<Session> sessions)
            throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        return startOf(
                partition,
                sessions.stream()
                        .filter(session -> keepsFrames(session, now))
                        .map(session -> session.opening().at())
                        .toList());
    }

    private static boolean keepsFrames(Session session, Instant now) {
        Duration kept = session.terms().keeping().frames();
        return kept.isPositive()
                && switch (session.state()) {
                    case Open() -> true;
                    case Ended ended -> ended.at().plus(kept).isAfter(now);
                };
    }

    /**
     * The offset of the first record that may have been written since one of the moments; the largest offset where there are no moments. Where the
     * broker finds no record since a moment, that may be wrong: it looks in only one segment of its log, which may hold nothing but deleted records.
     */
    private long startOf(TopicPartition partition, List<Instant> moments)
            throws ExecutionException, InterruptedException {
        long start = Long.MAX_VALUE;
        for (Instant moment : moments) {
            long since = moment.minus(CLOCK_SKEW).toEpochMilli();
            long offset = offsetAt(partition, OffsetSpec.forTimestamp(since));
            start = Math.min(start, Math.max(offset, 0)); // none found: nothing is deleted
        }
        return start;
    }

    /** The committed offsets of the landmark stage's consumer groups, of those that have ever committed. */
    private Map<Profile, Long> tracked(TopicPartition partition) throws ExecutionException, InterruptedException {
        Map<Profile, Long> offsets = new EnumMap<>(Profile.class);
        for (Profile profile : Profile.values()) {
            @Nullable OffsetAndMetadata committed = committed(partition, profile);
            if (committed != null) {
                offsets.put(profile, committed.offset());
            }
        }
        return offsets;
    }

    /** The offset up to which both groups have committed, or only the group whose profile is used here. */
    private static long end(Map<Profile, Long> tracked, List<Session> sessions) {
        boolean untouched =
                sessions.stream().anyMatch(session -> session.isOpen() && !tracked.containsKey(session.profile()));
        return untouched
                ? 0
                : tracked.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private @Nullable OffsetAndMetadata committed(TopicPartition partition, Profile profile)
            throws ExecutionException, InterruptedException {
        String group = StageName.LANDMARK.group(profile);
        return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group))
                .get(partition);
    }

    private long offsetAt(TopicPartition partition, OffsetSpec spec) throws ExecutionException, InterruptedException {
        return await(admin.listOffsets(Map.of(partition, spec)).partitionResult(partition))
                .offset();
    }

    private void deleteBefore(long offset, TopicPartition partition) throws ExecutionException, InterruptedException {
        if (offset > offsetAt(partition, OffsetSpec.earliest()) && offset < Long.MAX_VALUE) {
            await(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all());
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException, InterruptedException {
        return future.get();
    }
}
