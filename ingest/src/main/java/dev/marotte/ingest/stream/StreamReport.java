package dev.marotte.ingest.stream;

import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.StreamConnection;
import java.util.List;

/** Reports on a session whose source is a network stream: its progress and the state of the stream. One thread. */
public final class StreamReport {
    private final Reporter reporter;
    private StreamConnection connection;
    private long frames;
    private Pts upTo;
    private long skipped;

    /** The destination of the session's reports. */
    public interface Reporter {
        /** Reports from time to time. */
        void report(Standing standing);

        /** Reports in any case. */
        void reportNow(Standing standing);
    }

    /**
     * @param name of the stream, without secrets
     * @param frames that an earlier run has sent
     */
    public StreamReport(Reporter reporter, String name, long frames, Pts upTo) {
        this.reporter = reporter;
        this.frames = frames;
        this.upTo = upTo;
        connection = StreamConnection.to(name);
    }

    void frame(Pts pts) {
        frames++;
        upTo = pts;
        reporter.report(standing());
    }

    void connected() {
        connection = connection.connected();
        reporter.reportNow(standing());
    }

    /** Notes that the stream is not there, or no longer there. */
    void failed(String why) {
        connection = connection.failed(why);
        reporter.reportNow(standing());
    }

    /** Notes that one more frame was skipped. */
    public void skipped() {
        connection = connection.skipping(++skipped);
    }

    /** The current state of the stream. */
    public StreamConnection connection() {
        return connection;
    }

    private Standing standing() {
        return Standing.of(frames, 0, upTo).over(List.of(connection));
    }
}
