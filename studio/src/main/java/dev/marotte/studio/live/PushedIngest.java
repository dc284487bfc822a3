package dev.marotte.studio.live;

import dev.marotte.ingest.Outlet;
import java.io.IOException;

/** The ingest of what clients send for one session. {@link #run} is for one thread, the rest for any. */
interface PushedIngest extends AutoCloseable {
    /** Takes on a client, in place of the previous one. */
    void connected(DrivingTerms terms) throws IOException;

    /** Takes a message; false if nothing is useful before the next key frame. */
    boolean offer(MediaMessage message);

    /** Sends what comes, until {@link #finish}. */
    void run(Outlet outlet) throws IOException, InterruptedException;

    /** Ends the ingest, because the session is over. */
    void finish();

    @Override
    void close();
}
