package dev.marotte.media.ffmpeg;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * The time that FFmpeg may wait for a network, which it asks about every 100 ms or so while it does. When the time passes, or nobody wants the stream any
 * more, the call that waits fails. One thread sets the times; close it after what it was given to.
 */
public final class IoLimit implements AutoCloseable {
    private final BooleanSupplier unwanted;
    private final Asked asked = new Asked();
    private final AVIOInterruptCB callback = new AVIOInterruptCB();
    private volatile long until;

    /** @param unwanted asked from the thread that waits */
    public IoLimit(BooleanSupplier unwanted) {
        this.unwanted = unwanted;
        callback.callback(asked);
        within(Duration.ZERO);
    }

    /** Gives whatever waits next this much time from now. */
    public void within(Duration time) {
        until = System.nanoTime() + time.toNanos();
    }

    /** Whether the time has passed. */
    public boolean isOver() {
        return System.nanoTime() - until > 0;
    }

    /** Puts the limit over all that a muxer or demuxer does with its network. */
    public void over(AVFormatContext format) {
        format.interrupt_callback().callback(asked);
    }

    /** The limit as FFmpeg's functions take it. */
    public AVIOInterruptCB callback() {
        return callback;
    }

    @Override
    public void close() {
        callback.close();
        asked.close();
    }

    /** Called by FFmpeg. */
    private final class Asked extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            return isOver() || unwanted.getAsBoolean() ? 1 : 0;
        }
    }
}
