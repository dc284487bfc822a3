package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A writer that notes which frame is seen at each tick. */
final class TakenDown implements ClipWriter, ClipWriters {
    final List<Long> seen = new ArrayList<>();
    final List<Pts> sounds = new ArrayList<>();
    Optional<FrameRate> rate = Optional.empty();
    boolean finished;
    boolean closed;
    private final long brokenFrom;
    private long current = -1;

    TakenDown() {
        this(Long.MAX_VALUE);
    }

    /** @param brokenFrom the tick from which on the disk is full */
    TakenDown(long brokenFrom) {
        this.brokenFrom = brokenFrom;
    }

    @Override
    public ClipWriter open(FrameRate openedRate, Sound sound, Rendered first) {
        rate = Optional.of(openedRate);
        return this;
    }

    @Override
    public void show(Rendered frame) {
        current = frame.stamp().index();
    }

    @Override
    public void frame() throws IOException {
        if (seen.size() >= brokenFrom) {
            throw new IOException("no space left on device");
        }
        seen.add(current);
    }

    @Override
    public void sound(AudioUnit unit) {
        sounds.add(unit.pts());
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
