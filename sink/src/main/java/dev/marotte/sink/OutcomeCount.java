package dev.marotte.sink;

import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of frames, as they come in order. One thread. */
final class OutcomeCount {
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private long followed;
    private long atRest;
    private long held;
    private long holes;
    private long repeated;

    void count(RenderedMessage message) {
        switch (message) {
            case Rendered rendered when rendered.atRest() -> atRest++;
            case Rendered _ -> followed++;
            case Held _ -> held++;
            case Dropped frame -> dropped.merge(frame.reason(), 1L, Long::sum);
            case EndOfRendered _ -> throw new IllegalStateException("the end is no frame");
        }
    }

    void countHole() {
        holes++;
    }

    void countRepeated() {
        repeated++;
    }

    FrameOutcomes outcomes() {
        return new FrameOutcomes(followed, atRest, held, dropped, holes, repeated);
    }
}
