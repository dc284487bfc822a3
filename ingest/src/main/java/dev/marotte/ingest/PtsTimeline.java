package dev.marotte.ingest;

import dev.marotte.schemas.Pts;
import java.util.OptionalLong;

/**
 * Converts the timestamps of a container into the session's {@link Pts}: the first frame is at 0, each track increases strictly,
 * missing timestamps are filled in and jumps are closed.
 *
 * <p>A clip has one timeline, and on it one {@link Track} for pictures and one for sound. When a stream was spliced, both tracks jump
 * by the same amount but not at the same packet: a track that jumps first tries the shift that the other one found, so that picture and
 * sound stay in sync, and only then computes its own. (Shifting both at once would break the track that has not jumped yet.)
 *
 * <p>Not thread-safe.
 */
public final class PtsTimeline {
    /**
     * Repeated and slightly falling timestamps are moved this far past their predecessor: enough to tell two frames apart, too little to push the
     * following ones.
     */
    private static final long SMALLEST_STEP = 500;
    /** A timestamp that falls by more than this is a splice; by less, an error of the muxer. */
    private static final long LARGEST_FALL = 1_000_000;

    private final long longestGap;
    private long latestShift;

    /**
     * @param longestGapMicros a longer gap in a track is a splice; {@link Long#MAX_VALUE} for containers whose times never jump, where a long gap is
     *     a still picture
     */
    public PtsTimeline(long longestGapMicros) {
        longestGap = longestGapMicros;
    }

    /** Starts the timeline: the container's time {@code firstFrameMicros} becomes 0. Called once, before any track is used. */
    public void startAt(long firstFrameMicros) {
        latestShift = -firstFrameMicros;
    }

    /** A new track whose packets last {@code typicalMicros} where nothing else is known. */
    public Track track(long typicalMicros) {
        return new Track(typicalMicros);
    }

    /** The times of one stream. */
    public final class Track {
        private final long typical;
        private OptionalLong shift = OptionalLong.empty();
        private OptionalLong last = OptionalLong.empty();
        private long expected;

        private Track(long typical) {
            this.typical = typical;
        }

        /** The pts of the next packet, which the container places at {@code containerMicros} and which has the track's typical duration. */
        public Pts next(OptionalLong containerMicros) {
            return next(containerMicros, typical);
        }

        public Pts next(OptionalLong containerMicros, long durationMicros) {
            long time = increasing(containerMicros.isPresent() ? place(containerMicros.getAsLong()) : expected);
            last = OptionalLong.of(time);
            expected = time + durationMicros;
            return new Pts(time);
        }

        /** The end of the last packet. */
        public Pts end() {
            return new Pts(expected);
        }

        private long place(long container) {
            long ownShift = shift.orElse(latestShift);
            if (!plausible(container + ownShift)) {
                ownShift = plausible(container + latestShift) ? latestShift : expected - container;
                latestShift = ownShift;
            }
            shift = OptionalLong.of(ownShift);
            return container + ownShift;
        }

        /** Whether a time follows the last packet without a splice in between; the first time of a track always does. */
        private boolean plausible(long time) {
            if (last.isEmpty()) {
                return true;
            }
            return time >= last.getAsLong() - LARGEST_FALL && time - expected <= longestGap;
        }

        private long increasing(long time) {
            return last.isPresent() ? Math.max(time, last.getAsLong() + SMALLEST_STEP) : time;
        }
    }
}
