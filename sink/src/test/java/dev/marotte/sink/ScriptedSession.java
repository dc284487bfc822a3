package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.Inlet.Received;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Frames and sound of a session of 25 frames a second, in the order in which a test says them. */
final class ScriptedSession {
    static final SessionId ID = new SessionId("test");

    private final List<Received> messages = new ArrayList<>();

    static FrameStamp stamp(long index) {
        return new FrameStamp(ID, index, new Pts(index * 40_000));
    }

    /** A frame before the first face, which shows the portrait as it is. */
    static Rendered atRest(long index) {
        return new Rendered(
                stamp(index), TestSessions.TIMING, picture(), new Alpha.None(), new StageTimes(0, 0, 0, 1), true);
    }

    private static Picture picture() {
        return new Picture(PictureCodec.RAW_BGR, 2, 2, Bytes.of(new byte[12]));
    }

    void rendered(long index) {
        rendered(stamp(index));
    }

    void rendered(FrameStamp stamp) {
        frame(new Rendered(stamp, TestSessions.TIMING, picture(), new Alpha.None(), new StageTimes(0, 0, 0, 1)));
    }

    void frame(RenderedMessage message) {
        messages.add(new Received.OfFrame(message));
    }

    void sound(AudioMessage message) {
        messages.add(new Received.OfSound(message));
    }

    /** Says that there is no sound. */
    void silence() {
        sound(new EndOfAudio(ID, 0));
    }

    /** All that was said, a message at a time, and then nothing. */
    Inlet inlet() {
        return new OneByOne(new ArrayDeque<>(messages));
    }

    private record OneByOne(Queue<Received> messages) implements Inlet {
        @Override
        public List<Received> poll(Duration wait) {
            return messages.isEmpty() ? List.of() : List.of(messages.remove());
        }

        @Override
        public void close() {}
    }
}
