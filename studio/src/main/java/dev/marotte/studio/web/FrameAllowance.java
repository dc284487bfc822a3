package dev.marotte.studio.web;

import java.util.function.LongSupplier;

/** Limits the frames a second that a client may send, with a second's worth at once after a pause. One thread. */
final class FrameAllowance {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private double left;
    private long at;

    FrameAllowance(double perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        left = perSecond;
        at = nanoTime.getAsLong();
    }

    /** Uses up one frame, if there is one left. */
    boolean allows() {
        long now = nanoTime.getAsLong();
        left = Math.min(perSecond, left + (now - at) / NANOS * perSecond);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
