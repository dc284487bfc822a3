package dev.marotte.ingest;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;

/** 25 frames a second, after which the run that reads them is killed, or the clip is over. */
final class SilentClip implements DrivingSource {
    private final long length;
    private final boolean whole;
    private long next;

    SilentClip(long length, boolean whole) {
        this.length = length;
        this.whole = whole;
    }

    /** Ends the run. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public ClipFacts facts() {
        return new ClipFacts(2, 2, 25, length, new Soundtrack.None());
    }

    @Override
    public Media next() {
        Pts pts = new Pts(40_000 * next);
        if (next++ < length) {
            return new Media.Frame(pts);
        }
        if (!whole) {
            throw new Killed();
        }
        return new Media.End(pts, new Media.Completeness.Whole());
    }

    @Override
    public Picture encode() {
        return new Picture(PictureCodec.JPEG, 2, 2, Bytes.EMPTY);
    }

    @Override
    public void close() {}
}
