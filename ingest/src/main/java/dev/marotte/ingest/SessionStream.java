package dev.marotte.ingest;

import dev.marotte.ingest.ffmpeg.FfmpegStreams;
import dev.marotte.ingest.stream.NewestFirst;
import dev.marotte.ingest.stream.ReconnectingSource;
import dev.marotte.ingest.stream.StreamOpener;
import dev.marotte.ingest.stream.StreamPolicy;
import dev.marotte.ingest.stream.StreamReport;
import dev.marotte.media.StreamAddress;
import dev.marotte.media.StreamAddress.Protocol;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Opens the network streams that sessions name as their sources. */
final class SessionStream {
    private static final LongSupplier NANO_TIME = System::nanoTime;

    private SessionStream() {}

    /**
     * How a stream is read.
     *
     * @param pictures what becomes of its frames
     * @param tolerated how late a frame may come; half of its total latency budget, which leaves the stages the other
     *     half
     */
    record Settings(SourceSettings pictures, StreamPolicy policy, Duration tolerated) {}

    /** Opens a source that goes on until {@code stop} is given, whether the stream is there or not; the caller closes it. */
    static DrivingSource open(StreamAddress address, Settings settings, StopSignal stop, StreamReport report) {
        boolean segmented = address.protocol() == Protocol.HTTP;
        StreamPolicy policy = segmented ? settings.policy().segmented() : settings.policy();
        FfmpegStreams streams = new FfmpegStreams(
                address,
                settings.pictures(),
                policy,
                () -> stop.isGiven() || Thread.currentThread().isInterrupted());
        StreamOpener opener = segmented
                ? () -> new WatchedSource(streams.open(), new RealTimePacing(NANO_TIME, stop, 0))
                : () -> new NewestFirst(streams.open(), settings.tolerated(), NANO_TIME, report::skipped);
        return new ReconnectingSource(
                opener, FfmpegStreams.facts(), new ReconnectingSource.Waiting(policy, stop, NANO_TIME), report);
    }
}
