package dev.marotte.sink.live;

import dev.marotte.schemas.Pts;

/**
 * The place in the session that is played out now. It moves with this machine's clock, and by half a per cent faster or slower where frames come earlier
 * or later than they are needed: so a source whose clock is another one is followed without an end, and what a frame needs on its way is waited for.
 * Pictures and sound are both taken from where it stands, so they cannot part.
 *
 * <p>One thread.
 */
final class PlayHead {
    /** Half a per cent is a twelfth of a semitone: nobody hears it. Clocks differ by a tenth of a per cent at most. */
    static final double MOST_CORRECTION = 0.005;
    /** How early the latest frames of a window should be, so that a little jitter makes none of them late. */
    static final long EARLY_MICROS = 8_000;
    /** Beyond this the place is not approached but jumped to: the way of the frames has become another one. */
    static final long JUMP_MICROS = 250_000;

    private static final double CORRECTED_WITHIN_MICROS = 2_000_000;
    private static final long WINDOW_MICROS = 1_000_000;

    private boolean begun;
    private double position;
    private long positionAt;
    private double speed = 1;
    private long windowStart;
    private Window window = Window.EMPTY;

    /** How early frames came, in µs: the latest and the earliest of them. */
    private record Window(double least, double most) {
        static final Window EMPTY = new Window(Double.MAX_VALUE, -Double.MAX_VALUE);

        Window and(double margin) {
            return new Window(Math.min(least, margin), Math.max(most, margin));
        }

        boolean isEmpty() {
            return least > most;
        }
    }

    /** Notes that a frame of {@code pts} has come. */
    void arrived(Pts pts, long nowMicros) {
        if (!begun) {
            begun = true;
            position = pts.micros() - EARLY_MICROS;
            positionAt = nowMicros;
            windowStart = nowMicros;
        }
        window = window.and(pts.micros() - at(nowMicros));
    }

    /** Whether a frame has ever come; before, there is nowhere to stand. */
    boolean hasBegun() {
        return begun;
    }

    /** Moves on to {@code nowMicros} and returns where that is, in µs of the session. */
    double advance(long nowMicros) {
        position = at(nowMicros);
        positionAt = nowMicros;
        if (nowMicros - windowStart >= WINDOW_MICROS) {
            correct();
            window = Window.EMPTY;
            windowStart = nowMicros;
        }
        return position;
    }

    private double at(long nowMicros) {
        return position + (nowMicros - positionAt) * speed;
    }

    private void correct() {
        if (window.isEmpty()) {
            speed = 1;
        } else if (window.least() - EARLY_MICROS > JUMP_MICROS || window.most() < -JUMP_MICROS) {
            position += window.least() - EARLY_MICROS;
            speed = 1;
        } else {
            double wanted = (window.least() - EARLY_MICROS) / CORRECTED_WITHIN_MICROS;
            speed = 1 + Math.clamp(wanted, -MOST_CORRECTION, MOST_CORRECTION);
        }
    }
}
