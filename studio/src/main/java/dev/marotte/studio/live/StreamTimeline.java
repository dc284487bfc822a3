package dev.marotte.studio.live;

import java.util.OptionalLong;

/**
 * The one timeline of a stream, in microseconds, which never goes back. While a session is driven, time passes as it does in the session; a slate has no
 * place in the session and stands where the clock has come to. Where the two have parted, as after a slate, the session is joined on there. One thread.
 */
final class StreamTimeline {
    /** Room for sound that comes before the first picture, and for the priming of its codec. */
    private static final long START = 1_000_000;
    /** How far a picture may be from where the clock says, as frames are late by turns. */
    private static final long PICTURES_APART = 1_000_000;
    /** The same of sound, which is on time while pictures are late. */
    private static final long SOUND_APART = 5_000_000;

    private OptionalLong last = OptionalLong.empty();
    private long lastAt;
    private long shift;

    /** Where a slate stands that is shown now. */
    long slate(long now) {
        return advance(expected(now), now);
    }

    /** Where a picture stands that is shown now and has its place in the session. */
    long picture(long pts, long now) {
        long expected = expected(now);
        if (!runsOn(pts + shift) || Math.abs(pts + shift - expected) > PICTURES_APART) {
            shift = expected - pts;
        }
        return advance(pts + shift, now);
    }

    /** Where sound stands; empty where no picture has told yet how the session's time and the stream's belong together. */
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
