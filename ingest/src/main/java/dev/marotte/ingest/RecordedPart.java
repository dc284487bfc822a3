package dev.marotte.ingest;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionSource.RecordingSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Queue;

/**
 * The frames of a part of a recording, with indices and times that start at 0; each frame comes once, none is missing, and there is always an
 * end. One thread.
 */
final class RecordedPart implements Iterator<PartStep> {
    /** Duration of the frame if the part has only one. */
    private static final long TYPICAL_MICROS = 40_000;

    private final Iterator<LandmarksMessage> recorded;
    private final RecordingSource part;
    private final SessionId session;
    private final Queue<PartStep> ready = new ArrayDeque<>();
    private final FrameStamp begin;
    private FrameStamp last;
    private boolean ended;

    /**
     * Reads to the first frame of the part.
     *
     * @param session that the frames will belong to
     * @throws BadInputException if there is none
     */
    RecordedPart(Iterator<LandmarksMessage> recorded, RecordingSource part, SessionId session) {
        this.recorded = recorded;
        this.part = part;
        this.session = session;
        LandmarksMessage first = first();
        begin = first.stamp();
        last = begin;
        ready.add(new PartStep.RecordedFrame(stamp(begin), first));
    }

    private LandmarksMessage first() {
        while (recorded.hasNext()) {
            LandmarksMessage message = recorded.next();
            if (endsPart(message)) {
                break;
            }
            if (message.stamp().pts().compareTo(part.from()) >= 0) {
                return message;
            }
        }
        throw new BadInputException(String.format(
                Locale.ROOT,
                "nothing can be replayed: session %s has no frame in the part that begins at %.1f s",
                part.session(),
                part.from().seconds()));
    }

    /** The time in the recording that becomes 0. */
    Pts begin() {
        return begin.pts();
    }

    @Override
    public boolean hasNext() {
        return !ended || !ready.isEmpty();
    }

    @Override
    public PartStep next() {
        while (ready.isEmpty() && !ended) {
            if (recorded.hasNext()) {
                take(recorded.next());
            } else {
                end(lastEnd());
            }
        }
        return ready.remove();
    }

    private void take(LandmarksMessage message) {
        addMissingBefore(message.stamp());
        if (endsPart(message)) {
            end(message.stamp().pts());
        } else if (message.stamp().index() > last.index()) {
            last = message.stamp();
            ready.add(new PartStep.RecordedFrame(stamp(last), message));
        }
    }

    /** Fills in missing frames at even intervals. */
    private void addMissingBefore(FrameStamp next) {
        long step = (next.pts().micros() - last.pts().micros()) / Math.max(1, next.index() - last.index());
        while (last.index() + 1 < next.index() && !isBeyond(new Pts(last.pts().micros() + step))) {
            last = new FrameStamp(
                    last.session(), last.index() + 1, new Pts(last.pts().micros() + step));
            ready.add(new PartStep.MissingFrame(stamp(last)));
        }
    }

    private void end(Pts pts) {
        ended = true;
        ready.add(new PartStep.PartEnd(stamp(new FrameStamp(session, last.index() + 1, pts))));
    }

    private Pts lastEnd() {
        long frames = last.index() - begin.index();
        long micros = last.pts().micros() - begin.pts().micros();
        return new Pts(last.pts().micros() + (frames == 0 ? TYPICAL_MICROS : micros / frames));
    }

    private boolean endsPart(LandmarksMessage message) {
        return message instanceof EndOfLandmarks || isBeyond(message.stamp().pts());
    }

    private boolean isBeyond(Pts pts) {
        return pts.compareTo(part.until()) >= 0;
    }

    private FrameStamp stamp(FrameStamp old) {
        Pts pts = new Pts(old.pts().micros() - begin.pts().micros());
        return new FrameStamp(session, old.index() - begin.index(), pts);
    }
}
