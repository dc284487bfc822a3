package dev.marotte.ingest;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.util.function.Supplier;

/** A clip several times over, as a longer one, and without sound: its end overlaps the next beginning. One thread. */
public final class LoopedSource implements DrivingSource {
    private final Supplier<DrivingSource> clip;
    private final long times;
    private DrivingSource current;
    private long played;
    private long offset;

    /** @param clip opens it anew; at once, and after each end but the last */
    public LoopedSource(Supplier<DrivingSource> clip, long times) {
        this.clip = clip;
        this.times = times;
        current = clip.get();
    }

    @Override
    public ClipFacts facts() {
        ClipFacts one = current.facts();
        return new ClipFacts(
                one.width(), one.height(), one.framesPerSecond(), one.estimatedFrames() * times, new Soundtrack.None());
    }

    @Override
    public Media next() throws IOException {
        while (true) {
            switch (current.next()) {
                case Media.Frame(Pts pts) -> {
                    return new Media.Frame(later(pts));
                }
                case Media.Broken(Pts pts) -> {
                    return new Media.Broken(later(pts));
                }
                case Media.End(Pts pts, var completeness)
                when played + 1 == times -> {
                    return new Media.End(later(pts), completeness);
                }
                case Media.End end -> again(end.pts());
                case Media.Sound _ -> {}
            }
        }
    }

    private void again(Pts end) {
        played++;
        offset += end.micros();
        current.close();
        current = clip.get();
    }

    private Pts later(Pts pts) {
        return new Pts(pts.micros() + offset);
    }

    @Override
    public Picture encode() throws IOException {
        return current.encode();
    }

    @Override
    public void close() {
        current.close();
    }
}
