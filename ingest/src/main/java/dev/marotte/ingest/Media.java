package dev.marotte.ingest;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import java.util.Optional;

/** What a driving source yields. All times are on the session's timeline, where the first frame is at 0. */
public sealed interface Media {
    /** A frame was decoded; its picture waits in the source. */
    record Frame(Pts pts) implements Media {}

    /** A frame that could not be decoded. */
    record Broken(Pts pts) implements Media {}

    /**
     * One access unit of the soundtrack.
     *
     * @param interrupts whether the voice resumes here after an interruption: what it said before must no longer be played out live
     */
    record Sound(Pts pts, long durationMicros, Bytes bytes, boolean interrupts) implements Media {
        /** A unit that follows the one before without an interruption. */
        public Sound(Pts pts, long durationMicros, Bytes bytes) {
            this(pts, durationMicros, bytes, false);
        }
    }

    /** Nothing follows. {@code pts} is the end of the last frame. */
    record End(Pts pts, Completeness completeness) implements Media {}

    /** Whether the file held what its header promised. */
    sealed interface Completeness {
        /** It did, or promised nothing. */
        record Whole() implements Completeness {}

        /** It broke off; {@code sentence} says where, for the user. */
        record Truncated(String sentence) implements Completeness {}

        /** An earlier run has read to the end and has reported which of the two it was. */
        record ToldEarlier() implements Completeness {}

        /** The sentence, where the file broke off. */
        default Optional<String> breakOff() {
            return switch (this) {
                case Whole(), ToldEarlier() -> Optional.empty();
                case Truncated(String sentence) -> Optional.of(sentence);
            };
        }
    }
}
