package dev.marotte.schemas;

/** The render stage's message about each frame: one message, one outcome, for every index. */
public sealed interface RenderedMessage {
    FrameStamp stamp();

    /**
     * A new picture in the portrait's framing. Never the driver's.
     *
     * @param alpha coverage of the person as an 8-bit grey PNG, or {@link Alpha.None}
     * @param atRest whether the portrait is shown unchanged because no face has been seen yet
     */
    record Rendered(
            FrameStamp stamp, FrameTiming timing, Picture picture, Alpha alpha, StageTimes times, boolean atRest)
            implements RenderedMessage {
        /** A picture that follows the driver's face. */
        public Rendered(FrameStamp stamp, FrameTiming timing, Picture picture, Alpha alpha, StageTimes times) {
            this(stamp, timing, picture, alpha, times, false);
        }
    }

    /** The last picture stays. */
    record Held(FrameStamp stamp, FrameTiming timing) implements RenderedMessage {}

    /** No picture was made; the sink keeps the last one. */
    record Dropped(FrameStamp stamp, FrameTiming timing, DropReason reason) implements RenderedMessage {}

    /** No frame follows; the stamp as in {@link FrameMessage.EndOfFrames}. */
    record EndOfRendered(FrameStamp stamp) implements RenderedMessage {}

    /** Whether the session wants coverage with its pictures. */
    sealed interface Alpha {
        /** Not asked for. */
        record None() implements Alpha {}

        /** Same size as the picture. */
        record Coverage(Bytes png) implements Alpha {}
    }

    /** Time spent on this frame, in microseconds: its share of the batch, not the wall time of the batch. */
    record StageTimes(long retargetMicros, long renderMicros, long encodeMicros, int batchSize) {}
}
