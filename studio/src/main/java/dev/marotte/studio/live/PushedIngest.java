package dev.marotte.studio.live;

import dev.marotte.ingest.Outlet;
import java.io.IOException;

/** The ingest of what clients send for one session. {@link #run} is for one thread, the rest for any. */
interface PushedIngest extends AutoCloseable {
    /** A client is there from now on, in place of the one before. */
    void connected(DrivingTerms terms) throws IOException;

    /** Takes a message; false if nothing more is of use before a key frame. */
    boolean offer(MediaMessage message);

    /** Sends what comes, until {@link #finish}. */
    void run(Outlet outlet) throws IOException, InterruptedException;

    /** The session is over. */
    void finish();

    @Override
    void close();
}
