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
 * The names of all files that a session wants, taken for it. Those that an earlier life of the session has finished stay as they are. Used by the session's
 * thread.
 */
final class ClaimedOutputs implements AutoCloseable {
    /** Between two looks whether another process has let go of the session. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /**
     * For another process of this machine to let go of the session, as one that was stopped and does not know yet that it lost its partitions. When it
     * passes, the session is tried again later or fails.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /**
     * For whoever holds a name to say for which session, or to let go: a process has it for a moment before it says so, and one that looks for stale
     * folders never does. On a busy machine a moment is long.
     */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final List<OutputClaim> claims = new ArrayList<>();

    private ClaimedOutputs() {}

    /**
     * Takes all names, or none.
     *
     * @throws BadInputException if one of the outputs cannot be written
     * @throws IllegalStateException if another process holds on to the same session for too long
     */
    static ClaimedOutputs take(Session session) throws InterruptedException {
        return take(session, LockSupport::parkNanos);
    }

    /** @param pause lets so many nanoseconds pass */
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

    /** What is no file is refused where nothing is live. */
    private static boolean isFile(SessionOutput output, Profile profile) {
        return switch (output) {
            case SessionOutput.FileOutput _, SessionOutput.PictureOutput _ -> true;
            case SessionOutput.StreamOutput _, SessionOutput.SegmentOutput _, PageOutput _ ->
                profile == Profile.LOSSLESS;
        };
    }

    /**
     * Whether a sink has anything to do for the session. Pages are shown by the studio, which also ends what is pushed to it; another source's end
     * is the session's, and nobody but the sink sees it.
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

    /** Writers of what is not finished yet, all of it at once. */
    ClipWriters writers() {
        return FannedOutWriter.of(claims.stream()
                .filter(claim -> !claim.isPublished())
                .map(claim -> OutputWriter.of(claim.output(), new FfmpegWriters(claim)))
                .toList());
    }

    /** The same, if there is anything that is not finished yet. */
    Optional<ClipWriters> unfinished() {
        return claims.stream().allMatch(OutputClaim::isPublished) ? Optional.empty() : Optional.of(writers());
    }

    /** Whether a process of this machine was killed while it wrote them. */
    static boolean areLeftOver(Session session) {
        return claimable(session).stream().anyMatch(output -> OutputClaim.isLeftOver(output, session.id()));
    }

    /** Forgets that the session has put its outputs there, once its end is written down. */
    static void settle(Session session) {
        claimable(session).forEach(output -> OutputClaim.settle(output, session.id()));
    }

    /** Nothing where one of them is no file: then no name was taken. */
    private static List<Output> claimable(Session session) {
        try {
            return outputsOf(session);
        } catch (BadInputException noFile) {
            return List.of();
        }
    }

    /** What has not become whole is removed. */
    @Override
    public void close() {
        claims.forEach(OutputClaim::close);
    }
}
