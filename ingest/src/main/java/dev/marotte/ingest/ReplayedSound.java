package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionSource.RecordingSource;
import java.util.Iterator;
import java.util.Optional;

/** The sound of a recording for a replay: cut to the part, shifted to its beginning, renumbered. Skips what an earlier run has sent. One thread. */
final class ReplayedSound {
    private final SessionId session;
    private final Iterator<AudioMessage> recorded;
    private final Outlet outlet;
    private final long settled;
    private Optional<AudioUnit> waiting = Optional.empty();
    private Pts end = RecordingSource.WHOLE;
    private boolean isCut;
    private boolean isSilent;
    private boolean isOver;
    private long beginMicros;
    private long lastSequence;
    private long sequence;

    /** @param settled sequence number of the first new message */
    ReplayedSound(SessionId session, Iterator<AudioMessage> recorded, Outlet outlet, long settled) {
        this.session = session;
        this.recorded = recorded;
        this.outlet = outlet;
        this.settled = settled;
    }

    /**
     * Sends the header, or the end where there is no sound: the recording of a client has a header even if its microphone never sent
     * anything.
     *
     * @param begin the time in the recording that becomes 0; if the part does not start at the recording's beginning, earlier sound is
     *     left out
     */
    void begin(RecordingSource part, Pts begin) {
        beginMicros = begin.micros();
        isCut = part.from().compareTo(Pts.ZERO) > 0;
        end = new Pts(part.until().micros() - beginMicros);
        if (recorded.hasNext() && recorded.next() instanceof AudioHeader header && next().isPresent()) {
            send(new AudioHeader(session, header.codec(), header.sampleRate(), header.channels(), header.setup()));
        } else {
            isSilent = true;
            send(new EndOfAudio(session, sequence));
        }
    }

    /** The end of the part. */
    Pts end() {
        return end;
    }

    /** Sends what begins before {@code pts} of the new session. */
    void sendBefore(Pts pts) {
        while (!isSilent && next().filter(unit -> unit.pts().compareTo(pts) < 0).isPresent()) {
            waiting.map(this::counted).ifPresent(this::send);
            waiting = Optional.empty();
        }
    }

    /** Sends what begins before {@code pts} of the new session, and the end. */
    void finishBefore(Pts pts) {
        sendBefore(pts);
        if (!isSilent) {
            sequence = Math.max(sequence, settled);
            send(new EndOfAudio(session, sequence));
        }
    }

    private Optional<AudioUnit> next() {
        while (waiting.isEmpty() && !isOver && recorded.hasNext()) {
            AudioMessage message = recorded.next();
            isOver = message instanceof EndOfAudio;
            if (message instanceof AudioUnit unit && unit.sequence() > lastSequence) {
                lastSequence = unit.sequence();
                waiting = isWanted(unit) ? Optional.of(shifted(unit)) : Optional.empty();
            }
        }
        return waiting;
    }

    /** If the part begins in the middle of a unit, that unit is wanted. */
    private boolean isWanted(AudioUnit unit) {
        return !isCut || unit.pts().micros() + unit.durationMicros() > beginMicros;
    }

    private AudioUnit shifted(AudioUnit unit) {
        Pts pts = new Pts(unit.pts().micros() - beginMicros);
        return new AudioUnit(session, unit.sequence(), pts, unit.durationMicros(), unit.bytes());
    }

    private AudioUnit counted(AudioUnit unit) {
        return new AudioUnit(session, sequence, unit.pts(), unit.durationMicros(), unit.bytes());
    }

    private void send(AudioMessage message) {
        if (sequence++ >= settled) {
            outlet.send(message);
        }
    }
}
