package dev.marotte.ingest;

import dev.marotte.schemas.Picture;
import java.io.IOException;

/**
 * A clip whose every step passes through a watcher, which may wait, count or fail. Same threading as the clip.
 *
 * @param clip closed with this
 */
public record WatchedSource(DrivingSource clip, Watcher watcher) implements DrivingSource {
    /** Takes one step in a clip. */
    @FunctionalInterface
    public interface Watcher {
        /** The next item of the clip. */
        Media next(DrivingSource clip) throws IOException;
    }

    @Override
    public ClipFacts facts() {
        return clip.facts();
    }

    @Override
    public Media next() throws IOException {
        return watcher.next(clip);
    }

    @Override
    public long reopenings() {
        return clip.reopenings();
    }

    @Override
    public Picture encode() throws IOException {
        return clip.encode();
    }

    @Override
    public void close() {
        clip.close();
    }
}
