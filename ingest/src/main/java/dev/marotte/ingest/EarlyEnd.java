package dev.marotte.ingest;

import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.WatchedSource.Watcher;
import dev.marotte.schemas.Pts;
import java.io.IOException;

/** Ends a source where it stands once its session has been ended, so that what was read becomes complete files. One thread. */
final class EarlyEnd implements Watcher {
    private final StopSignal stop;
    private Pts end = Pts.ZERO;

    EarlyEnd(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Media next(DrivingSource clip) throws IOException {
        if (stop.isGiven()) {
            return ending();
        }
        Media media = clip.next();
        if (stop.isGiven()) {
            return media instanceof Media.End ? media : ending();
        }
        switch (media) {
            case Media.Frame(Pts pts) -> end = after(pts, clip);
            case Media.Broken(Pts pts) -> end = after(pts, clip);
            case Media.Sound _, Media.End _ -> {}
        }
        return media;
    }

    private static Pts after(Pts pts, DrivingSource clip) {
        return new Pts(pts.micros() + Math.round(1_000_000 / clip.facts().framesPerSecond()));
    }

    private Media.End ending() {
        return new Media.End(end, new Completeness.Whole());
    }
}
