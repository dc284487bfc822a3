package dev.marotte.sink.live;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;

/**
 * A picture or a piece of sound, coded once for all outputs.
 *
 * @param ptsMicros from the output's start
 * @param key whether an output can begin with this unit
 */
public record EncodedUnit(Kind kind, long ptsMicros, long durationMicros, boolean key, Bytes bytes) {
    /** The kind of unit. */
    public enum Kind {
        PICTURE,
        AAC,
        OPUS;

        /** The kind of unit for a sound coding. */
        public static Kind of(AudioCodec codec) {
            return switch (codec) {
                case AAC -> AAC;
                case OPUS -> OPUS;
            };
        }
    }
}
