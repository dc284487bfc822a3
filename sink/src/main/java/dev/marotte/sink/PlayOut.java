package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;

/**
 * Plays frames of any times out at a constant rate: each is seen from the tick nearest to its pts to the tick of the next one.
 *
 * <p>Frames without a picture keep the one before; what comes before the first picture shows that first picture. (Showing nothing would
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

    /** A new picture is seen from its pts on. */
    void show(Rendered frame) throws IOException {
        if (seen) {
            fillTo(rate.tickAt(frame.stamp().pts()));
        }
        writer.show(frame);
        seen = true;
        isNew = true;
    }

    /** The last picture is seen up to {@code pts}, at least. */
    void hold(Pts pts) throws IOException {
        if (seen) {
            fillTo(rate.tickAt(pts));
        }
    }

    /** The clip ends at {@code pts}. A clip that has any frame has at least one tick. */
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

    /** Up to where the clip is written. */
    Pts written() {
        return rate.timeOf(ticks);
    }

    long ticks() {
        return ticks;
    }

    /** How many of them show a picture again. */
    long repeated() {
        return repeated;
    }
}
