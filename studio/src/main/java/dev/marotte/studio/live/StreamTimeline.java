package dev.marotte.studio.live;

import java.util.OptionalLong;

/**
 * A single timeline for a stream, in microseconds, which never goes back. While a session is driven, time passes as it does in the session; a slate has no
 * position in the session and is placed by the clock. Where the two have diverged, as after a slate, the session continues at the clock. One thread.
 */
final class StreamTimeline {
    /** Start of the timeline: room for sound before the first picture, and for its codec's priming. */
    private static final long START = 1_000_000;
    /** How far a picture may be from the clock, because frames are late by varying amounts. */
    private static final long PICTURES_APART = 1_000_000;
    /** The same for sound, which is on time while pictures are late. */
    private static final long SOUND_APART = 5_000_000;

    private OptionalLong last = OptionalLong.empty();
    private long lastAt;
    private long shift;

    /** The position of a slate that is shown now. */
    long slate(long now) {
        return advance(expected(now), now);
    }

    /** The position of a picture of the session that is shown now. */
    long picture(long pts, long now) {
        long expected = expected(now);
        if (!runsOn(pts + shift) || Math.abs(pts + shift - expected) > PICTURES_APART) {
            shift = expected - pts;
        }
        return advance(pts + shift, now);
    }

    /** The position of sound; empty until a picture has related the session's time to the stream's. */
    OptionalLong sound(long pts, long now) {
        return last.isPresent() && Math.abs(pts + shift - expected(now)) <= SOUND_APART
                ? OptionalLong.of(pts + shift)
                : OptionalLong.empty();
    }

    private boolean runsOn(long place) {
        return last.isEmpty() || place > last.getAsLong();
    }

    private long expected(long now) {
        return last.isEmpty() ? START : last.getAsLong() + Math.max(1, now - lastAt);
    }

    private long advance(long place, long now) {
        last = OptionalLong.of(place);
        lastAt = now;
        return place;
    }
}
