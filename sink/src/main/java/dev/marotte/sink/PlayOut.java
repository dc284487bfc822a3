package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;

/**
 * Plays out frames with arbitrary times at a constant rate: each is shown from the tick nearest to its pts to the tick of the next one.
 *
 * <p>Frames without a picture keep the previous one; ticks before the first picture show that first picture. (Showing nothing would
 * need a colour that nobody chose; showing the driver is out of the question.)
 */
final class PlayOut {
    private final FrameRate rate;
    private final ClipWriter writer;
    private boolean seen;
    private boolean isNew;
    private long ticks;
    private long repeated;

    PlayOut(FrameRate rate, ClipWriter writer) {
        this.rate = rate;
        this.writer = writer;
    }

    /** Shows a new picture from its pts on. */
    void show(Rendered frame) throws IOException {
        if (seen) {
            fillTo(rate.tickAt(frame.stamp().pts()));
        }
        writer.show(frame);
        seen = true;
        isNew = true;
    }

    /** Keeps the last picture up to {@code pts}, at least. */
    void hold(Pts pts) throws IOException {
        if (seen) {
            fillTo(rate.tickAt(pts));
        }
    }

    /** Ends the clip at {@code pts}. A clip that has any frame has at least one tick. */
    void end(Pts pts) throws IOException {
        if (!seen) {
            throw new BadInputException("nothing was rendered: not one frame of the clip gave a picture");
        }
        fillTo(Math.max(rate.tickAt(pts), 1));
    }

    private void fillTo(long tick) throws IOException {
        for (; ticks < tick; ticks++) {
            writer.frame();
            repeated += isNew ? 0 : 1;
            isNew = false;
        }
    }

    /** The time up to which the clip has been written. */
    Pts written() {
        return rate.timeOf(ticks);
    }

    long ticks() {
        return ticks;
    }

    /** The number of frames that repeat a picture. */
    long repeated() {
        return repeated;
    }
}
