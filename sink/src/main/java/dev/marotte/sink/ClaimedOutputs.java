package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionOutput.PageOutput;
import dev.marotte.sink.ffmpeg.FfmpegWriters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * The claimed names of all files that a session wants. Files that an earlier run of the session has finished stay as they are. Used by the session's
 * thread.
 */
final class ClaimedOutputs implements AutoCloseable {
    /** Time between two checks whether another process has released the session. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /**
     * Time for another process on this machine to release the session, for instance one that was stopped and does not know yet that it lost its
     * partitions. When it passes, the session is retried later or fails.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /**
     * Time for the holder of a name to note its session, or to release the name. A process holds a name for a moment before it notes the session; a
     * process that looks for stale folders never does. On a busy machine a moment is long.
     */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final List<OutputClaim> claims = new ArrayList<>();

    private ClaimedOutputs() {}

    /**
     * Claims all names, or none.
     *
     * @throws BadInputException if one of the outputs cannot be written
     * @throws IllegalStateException if another process holds on to the same session for too long
     */
    static ClaimedOutputs take(Session session) throws InterruptedException {
        return take(session, LockSupport::parkNanos);
    }

    /** @param pause waits for so many nanoseconds */
    static ClaimedOutputs take(Session session, LongConsumer pause) throws InterruptedException {
        ClaimedOutputs outputs = new ClaimedOutputs();
        boolean complete = false;
        try {
            for (Output output : outputsOf(session)) {
                outputs.claims.add(await(output, session.id(), pause));
            }
            complete = true;
            return outputs;
        } finally {
            if (!complete) {
                outputs.close();
            }
        }
    }

    private static List<Output> outputsOf(Session session) {
        return session.outputs().stream()
                .filter(output -> isFile(output, session.profile()))
                .map(Output::of)
                .toList();
    }

    /** Whether an output is treated as a file. Live outputs of a lossless session are, so that they are refused. */
    private static boolean isFile(SessionOutput output, Profile profile) {
        return switch (output) {
            case SessionOutput.FileOutput _, SessionOutput.PictureOutput _ -> true;
            case SessionOutput.StreamOutput _, SessionOutput.SegmentOutput _, PageOutput _ ->
                profile == Profile.LOSSLESS;
        };
    }

    /**
     * Whether the sink has anything to do for the session. The studio serves pages, and also ends the sessions that are pushed to it. The end of
     * any other source ends the session, and only the sink sees it.
     */
    static boolean areWanted(Session session) {
        return !session.source().isPushed()
                || session.outputs().stream().anyMatch(output -> !(output instanceof PageOutput));
    }

    private static OutputClaim await(Output output, SessionId session, LongConsumer pause) throws InterruptedException {
        long unsaid = 0;
        for (long waited = 0; waited < PATIENCE.dividedBy(PAUSE); waited++) {
            Optional<OutputClaim> claim = OutputClaim.take(output, session);
            if (claim.isPresent()) {
                return claim.get();
            }
            unsaid = OutputClaim.isLeftOver(output, session) ? 0 : unsaid + 1;
            if (unsaid > MOMENT.dividedBy(PAUSE)) {
                throw OutputClaim.heldByAnother(output);
            }
            pause.accept(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("the sink was told to stop");
            }
        }
        throw new IllegalStateException("another process on this machine has held " + output.path()
                + " for the same session for " + PATIENCE.toSeconds() + " s; end that process");
    }

    /** One writer for all outputs that are not finished yet. */
    ClipWriters writers() {
        return FannedOutWriter.of(claims.stream()
                .filter(claim -> !claim.isPublished())
                .map(claim -> OutputWriter.of(claim.output(), new FfmpegWriters(claim)))
                .toList());
    }

    /** The same, if any output is not finished yet. */
    Optional<ClipWriters> unfinished() {
        return claims.stream().allMatch(OutputClaim::isPublished) ? Optional.empty() : Optional.of(writers());
    }

    /** Whether a process on this machine was killed while it wrote the session's files. */
    static boolean areLeftOver(Session session) {
        return claimable(session).stream().anyMatch(output -> OutputClaim.isLeftOver(output, session.id()));
    }

    /** Forgets that the session has published its outputs, once its end is recorded. */
    static void settle(Session session) {
        claimable(session).forEach(output -> OutputClaim.settle(output, session.id()));
    }

    /** Empty if one of the outputs is not a file: then no name was claimed. */
    private static List<Output> claimable(Session session) {
        try {
            return outputsOf(session);
        } catch (BadInputException noFile) {
            return List.of();
        }
    }

    /** Removes unfinished outputs. */
    @Override
    public void close() {
        claims.forEach(OutputClaim::close);
    }
}
