package dev.marotte.ingest.stream;

import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.StreamConnection;
import java.util.List;

/** What is reported of a session whose source is a network stream: how far it is, and how the stream is. One thread. */
public final class StreamReport {
    private final Reporter reporter;
    private StreamConnection connection;
    private long frames;
    private Pts upTo;
    private long skipped;

    /** The way of the session's reports. */
    public interface Reporter {
        /** Reports now and then. */
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

    /** The stream is not there, or no longer. */
    void failed(String why) {
        connection = connection.failed(why);
        reporter.reportNow(standing());
    }

    /** One more frame was left out. */
    public void skipped() {
        connection = connection.skipping(++skipped);
    }

    /** As it is now. */
    public StreamConnection connection() {
        return connection;
    }

    private Standing standing() {
        return Standing.of(frames, 0, upTo).over(List.of(connection));
    }
}
