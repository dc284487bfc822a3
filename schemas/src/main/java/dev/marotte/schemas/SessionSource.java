package dev.marotte.schemas;

/** Where the motion and the sound of a session come from. Paths are those of the process that runs the source. */
public sealed interface SessionSource {
    /** Whether sound alone moves the face. */
    default boolean isVoice() {
        return this instanceof VoiceSource || this instanceof PushedVoice;
    }

    /** Whether a client sends it by itself, to the process that it is connected to. */
    default boolean isPushed() {
        return this instanceof PushSource || this instanceof PushedVoice;
    }

    /** A video file. */
    record FileSource(String path) implements SessionSource {}

    /** A file whose sound alone is used: the face speaks with it, without anybody's picture. */
    record VoiceSource(String path) implements SessionSource {
        /** Of the landmarks that are made of the sound. */
        public static final FrameRate RATE = FrameRate.of(25);
    }

    /** A folder of pictures, or a pattern of their names. */
    record PictureSource(String pattern) implements SessionSource {}

    /** A network stream: rtsp, rtmp, srt, udp or http. */
    record StreamSource(String address) implements SessionSource {}

    /** Frames that a client sends by itself. */
    record PushSource() implements SessionSource {}

    /** Sound alone that a client sends by itself: a microphone, or a programme that speaks. */
    record PushedVoice() implements SessionSource {}

    /**
     * The landmarks and the sound of an earlier session.
     *
     * @param until {@link #WHOLE} for all of it
     */
    record RecordingSource(SessionId session, Pts from, Pts until) implements SessionSource {
        public static final Pts WHOLE = new Pts(Long.MAX_VALUE);

        public RecordingSource {
            if (until.compareTo(from) <= 0) {
                throw new BadInputException("the part of a recording begins before it ends");
            }
        }
    }
}
