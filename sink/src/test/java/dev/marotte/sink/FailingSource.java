package dev.marotte.sink;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.schemas.Picture;
import java.io.IOException;

/** Dies when it is asked for one frame too many. */
final class FailingSource implements DrivingSource {
    static final class Killed extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final DrivingSource source;
    private int left;

    FailingSource(DrivingSource source, int left) {
        this.source = source;
        this.left = left;
    }

    @Override
    public ClipFacts facts() {
        return source.facts();
    }

    @Override
    public Media next() throws IOException {
        Media media = source.next();
        if (media instanceof Media.Frame && left-- == 0) {
            throw new Killed();
        }
        return media;
    }

    @Override
    public Picture encode() throws IOException {
        return source.encode();
    }

    @Override
    public void close() {
        source.close();
    }
}
