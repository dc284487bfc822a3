package dev.marotte.ingest;

import dev.marotte.runtime.management.CaptureLatency;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;

/**
 * An outlet that counts frames, including those withdrawn later, and times its settling.
 *
 * @param outlet closed with this
 */
record MeteredOutlet(Outlet outlet, Counts counts, CaptureLatency latency, Timer settling, InstantSource clock)
        implements ForwardingOutlet {
    /** Counters of what was sent. */
    record Counts(Counter frames, Counter broken, Counter replayed) {}

    @Override
    public void send(FrameMessage message) {
        outlet.send(message);
        switch (message) {
            case FrameMessage.DrivingFrame frame -> {
                counts.frames().increment();
                latency.record(frame.timing(), clock.instant());
            }
            case FrameMessage.BrokenFrame _ -> counts.broken().increment();
            case FrameMessage.EndOfFrames _ -> {}
        }
    }

    @Override
    public void send(LandmarksMessage message) {
        outlet.send(message);
        switch (message) {
            case LandmarksMessage.Tracked _, LandmarksMessage.Untracked _ ->
                counts.replayed().increment();
            case LandmarksMessage.EndOfLandmarks _ -> {}
        }
    }

    @Override
    public void settle() {
        settling.record(outlet::settle);
    }
}
