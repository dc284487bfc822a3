package dev.marotte.landmark;

import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Pts;
import java.time.Duration;

/** The state of the search for the driver's rest. */
sealed interface NeutralSearch {
    /**
     * The state before the first frame with a face, or before the next one if the search was begun anew.
     *
     * @param everTracked whether there was a face before
     */
    record NotBegun(boolean everTracked) implements NeutralSearch {}

    /**
     * The state in which frames are held back.
     *
     * @param first index of the first tracked frame, from which on they are held back
     * @param from its pts
     */
    record Holding(long first, Pts from) implements NeutralSearch {
        /** Maximum number of frames of a session that are held back, whatever its frame rate: a minute at 30 a second. */
        private static final long MOST_FRAMES = 1800;

        /** Tells whether the frame, with or without a face, is the last one to be considered. */
        boolean endsWith(FrameStamp stamp, boolean tracked, NeutralChoice choice) {
            return switch (choice) {
                case NeutralChoice.BestNeutral(Duration window) ->
                    stamp.pts().since(from).compareTo(window) >= 0 || stamp.index() - first >= MOST_FRAMES - 1;
                case NeutralChoice.NeutralAt(Pts wanted) ->
                    tracked && stamp.pts().compareTo(wanted) >= 0;
            };
        }
    }

    /** The state after the neutral has been published for good, under {@code index}. */
    record Chosen(long index) implements NeutralSearch {}

    /** The state of a session that cannot wait: it has a neutral from its first tracked frame on, and learns a better one. */
    record Learning(SampleSchedule samples, NeutralGlide glide) implements NeutralSearch {}
}
