package dev.marotte.media.ffmpeg;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * A limit on the time that FFmpeg may wait for a network; while waiting, FFmpeg checks it about every 100 ms. When the time passes, or the stream is no
 * longer wanted, the waiting call fails. One thread sets the times; close it after the objects that use it.
 */
public final class IoLimit implements AutoCloseable {
    private final BooleanSupplier unwanted;
    private final Asked asked = new Asked();
    private final AVIOInterruptCB callback = new AVIOInterruptCB();
    private volatile long until;
    private volatile boolean last;

    /** @param unwanted polled on the waiting thread */
    public IoLimit(BooleanSupplier unwanted) {
        this.unwanted = unwanted;
        callback.callback(asked);
        within(Duration.ZERO);
    }

    /** Gives the next wait this much time from now. */
    public void within(Duration time) {
        until = System.nanoTime() + time.toNanos();
    }

    /** Gives all further waits together this much time from now, and no longer asks whether the stream is wanted: time to end it properly. */
    public void lastly(Duration time) {
        last = true;
        within(time);
    }

    /** Whether the time has passed. */
    public boolean isOver() {
        return System.nanoTime() - until > 0;
    }

    /** Applies the limit to all network operations of a muxer or demuxer. */
    public void over(AVFormatContext format) {
        format.interrupt_callback().callback(asked);
    }

    /** The limit in the form that FFmpeg's functions expect. */
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
            return isOver() || (!last && unwanted.getAsBoolean()) ? 1 : 0;
        }
    }
}
