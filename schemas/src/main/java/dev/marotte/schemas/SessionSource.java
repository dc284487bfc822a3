package dev.marotte.schemas;

/** The source of a session's motion and sound. Paths are those of the process that runs the source. */
public sealed interface SessionSource {
    /** Whether only sound moves the face. */
    default boolean isVoice() {
        return this instanceof VoiceSource || this instanceof PushedVoice;
    }

    /** Whether a client pushes it to the process that it is connected to. */
    default boolean isPushed() {
        return this instanceof PushSource || this instanceof PushedVoice;
    }

    /** A video file. */
    record FileSource(String path) implements SessionSource {}

    /** A file of which only the sound is used: the face speaks with it, without any driving pictures. */
    record VoiceSource(String path) implements SessionSource {
        /** The rate of the landmarks made from the sound. */
        public static final FrameRate RATE = FrameRate.of(25);
    }

    /** A folder of pictures, or a pattern of their names. */
    record PictureSource(String pattern) implements SessionSource {}

    /** A network stream: rtsp, rtmp, srt, udp or http. */
    record StreamSource(String address) implements SessionSource {}

    /** Frames that a client pushes. */
    record PushSource() implements SessionSource {}

    /** Sound only, pushed by a client: a microphone, or a program that speaks. */
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
