package dev.marotte.studio.live;

import dev.marotte.ingest.Headroom;
import dev.marotte.ingest.IngestLoop;
import dev.marotte.ingest.Outlet;
import dev.marotte.schemas.Session;
import java.io.IOException;

/** The ingest of a camera and its microphone. */
record CameraIngest(Session session, PushedSource source) implements PushedIngest {
    @Override
    public void connected(DrivingTerms terms) {
        source.queue().awaitKey();
    }

    @Override
    public boolean offer(MediaMessage message) {
        return source.queue().offer(message) != PushQueue.Verdict.WANTS_KEY;
    }

    @Override
    public void run(Outlet outlet) throws IOException, InterruptedException {
        new IngestLoop(session, source, outlet, Headroom.UNLIMITED, source).runOn();
    }

    @Override
    public void finish() {
        source.finish();
    }

    @Override
    public void close() {
        source.close();
    }
}
