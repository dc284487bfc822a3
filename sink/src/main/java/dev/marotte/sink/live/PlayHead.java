package dev.marotte.sink.live;

import dev.marotte.schemas.Pts;

/**
 * The current play-out position in the session. It moves with this machine's clock, and up to half a per cent faster or slower if frames come earlier or
 * later than needed. So it follows a source with a different clock indefinitely, and allows for the time that frames are in transit. Pictures and sound
 * are both taken at this position, so they stay in sync.
 *
 * <p>One thread.
 */
final class PlayHead {
    /** Half a per cent is a twelfth of a semitone, which is inaudible. Clocks differ by a tenth of a per cent at most. */
    static final double MOST_CORRECTION = 0.005;
    /** How early the latest frames of a window should arrive, so that a little jitter makes none of them late. */
    static final long EARLY_MICROS = 8_000;
    /** Beyond this difference the head jumps instead of adjusting gradually: the frames' path has changed. */
    static final long JUMP_MICROS = 250_000;

    private static final double CORRECTED_WITHIN_MICROS = 2_000_000;
    private static final long WINDOW_MICROS = 1_000_000;

    private boolean begun;
    private double position;
    private long positionAt;
    private double speed = 1;
    private long windowStart;
    private Window window = Window.EMPTY;

    /** How early frames came, in µs: the least and the most within a window. */
    private record Window(double least, double most) {
        static final Window EMPTY = new Window(Double.MAX_VALUE, -Double.MAX_VALUE);

        Window and(double margin) {
            return new Window(Math.min(least, margin), Math.max(most, margin));
        }

        boolean isEmpty() {
            return least > most;
        }
    }

    /** Notes that a frame with {@code pts} has arrived. */
    void arrived(Pts pts, long nowMicros) {
        if (!begun) {
            begun = true;
            position = pts.micros() - EARLY_MICROS;
            positionAt = nowMicros;
            windowStart = nowMicros;
        }
        window = window.and(pts.micros() - at(nowMicros));
    }

    /** Whether a frame has ever arrived; before that there is no position. */
    boolean hasBegun() {
        return begun;
    }

    /** Advances to {@code nowMicros} and returns the position, in µs of the session. */
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
