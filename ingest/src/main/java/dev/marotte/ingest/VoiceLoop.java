package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends the sound of a session that has no pictures; the speech stage makes landmarks from it. A file gives the same sound each time, so a run
 * that was killed reads it again and skips what is settled. A client does not, so its new sound follows what was sent before.
 *
 * <p>Without backpressure from the stages downstream: the sound is kept with the recording anyway, and is small. One thread; interrupting it
 * withdraws what is in flight.
 */
public final class VoiceLoop {
    /** Units between two calls of {@link Outlet#settle}; half a second of sound. */
    private static final int MOST_IN_FLIGHT = 24;

    private final Session session;
    private final SoundSource source;
    private final Outlet outlet;
    private final Predicate<Pts> gate;
    private long sequence;
    private long shiftMicros;
    private volatile Pts end = Pts.ZERO;

    /**
     * @param source and {@code outlet} stay the caller's
     * @param gate called before a unit of sound is sent; returns when the unit is due, false if no more are wanted
     */
    public VoiceLoop(Session session, SoundSource source, Outlet outlet, Predicate<Pts> gate) {
        this.session = session;
        this.source = source;
        this.outlet = outlet;
        this.gate = gate;
    }

    /** Sends a client's sound after what was sent before; returns the end of the sound when all is settled. */
    public Pts runOn() throws IOException, InterruptedException {
        Position position = outlet.resume();
        end = position.upTo();
        shiftMicros = end.micros();
        sequence = Math.max(0, position.sounds() - 1);
        return position.ended() ? position.upTo() : run(position);
    }

    /** Sends what is not before {@code position}; returns the end of the sound when all is settled. */
    Pts run(Position position) throws IOException, InterruptedException {
        begin(position.sounds());
        Optional<Media.Sound> sound = source.next();
        while (sound.isPresent() && take(sound.get(), position.sounds())) {
            sound = source.next();
        }
        outlet.send(new EndOfAudio(session.id(), Math.max(sequence, position.sounds())));
        outlet.settle();
        return end;
    }

    /** The end of the sound sent so far. Any thread. */
    public Pts sentUpTo() {
        return end;
    }

    private void begin(long settled) {
        if (sequence++ >= settled) {
            var sound = source.soundtrack();
            outlet.send(
                    new AudioHeader(session.id(), sound.codec(), sound.sampleRate(), sound.channels(), sound.setup()));
        }
    }

    /** Takes a unit; false if no more are wanted. */
    private boolean take(Media.Sound sound, long settled) throws InterruptedException {
        if (sequence >= settled) {
            if (!gate.test(sound.pts())) {
                return false;
            }
            send(new AudioUnit(session.id(), sequence, shifted(sound), sound.durationMicros(), sound.bytes()), sound);
            sent();
        }
        sequence++;
        end = new Pts(shifted(sound).micros() + sound.durationMicros());
        return true;
    }

    private void send(AudioUnit unit, Media.Sound sound) {
        if (sound.interrupts()) {
            outlet.sendInterrupting(unit);
        } else {
            outlet.send(unit);
        }
    }

    private Pts shifted(Media.Sound sound) {
        return new Pts(sound.pts().micros() + shiftMicros);
    }

    private void sent() throws InterruptedException {
        if (sequence % MOST_IN_FLIGHT == 0) {
            outlet.settle();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("ingest was told to stop");
        }
    }
}
