package dev.marotte.schemas;

import java.time.Duration;
import java.util.List;

/** One fixed message of every kind; their bytes as first released are stored beside the tests. */
final class MessageExamples {
    private static final SessionId SESSION = new SessionId("demo-1");
    private static final FrameStamp STAMP = new FrameStamp(SESSION, 42, new Pts(1_400_000));
    private static final long CAPTURED = 1_790_000_000_123_456L;
    private static final IdentityRef MONA = new IdentityRef("mona", 3);
    private static final Bytes PAYLOAD = Bytes.of(new byte[] {1, 2, 3, -4});
    private static final RenderSettings SETTINGS =
            new RenderSettings(new MotionSettings(MotionSettings.Mode.ABSOLUTE, 0.5f, 1.5f), PictureCodec.PNG, true);

    static final List<Sample<?>> ALL = List.of(
            new Sample<>(
                    Topics.SESSIONS, session(new NeutralChoice.Best(Duration.ofSeconds(2)), new FaceChoice.Largest())),
            new Sample<>(Topics.SESSIONS, session(new NeutralChoice.At(new Pts(5)), new FaceChoice.Numbered(2))),
            new Sample<>(Topics.FRAMES, new FrameMessage.DrivingFrame(STAMP, CAPTURED, picture(PictureCodec.JPEG))),
            new Sample<>(Topics.FRAMES, new FrameMessage.BrokenFrame(STAMP, CAPTURED)),
            new Sample<>(Topics.FRAMES, new FrameMessage.EndOfFrames(STAMP)),
            new Sample<>(
                    Topics.AUDIO,
                    new AudioMessage.AudioHeader(SESSION, AudioMessage.AudioCodec.AAC, 48_000, 2, PAYLOAD)),
            new Sample<>(Topics.AUDIO, new AudioMessage.AudioUnit(SESSION, 1, new Pts(-21_333), 21_333, PAYLOAD)),
            new Sample<>(Topics.AUDIO, new AudioMessage.EndOfAudio(SESSION, 2)),
            new Sample<>(
                    Topics.LANDMARKS,
                    new LandmarksMessage.Tracked(
                            STAMP,
                            CAPTURED,
                            MONA,
                            SETTINGS,
                            7,
                            landmarks(),
                            new HeadPose(-12.5f, 3.25f, 0.5f),
                            0.875f,
                            1920,
                            1080)),
            new Sample<>(
                    Topics.LANDMARKS,
                    new LandmarksMessage.Untracked(
                            STAMP, CAPTURED, MONA, SETTINGS, true, LandmarksMessage.UntrackedReason.NO_FACE)),
            new Sample<>(Topics.LANDMARKS, new LandmarksMessage.EndOfLandmarks(STAMP)),
            new Sample<>(Topics.NEUTRALS, new Neutral(SESSION, 7, landmarks(), 1920, 1080)),
            new Sample<>(
                    Topics.RENDERED,
                    new RenderedMessage.Rendered(
                            STAMP,
                            CAPTURED,
                            picture(PictureCodec.RAW_BGR),
                            new RenderedMessage.Alpha.Coverage(PAYLOAD),
                            new RenderedMessage.StageTimes(210, 9_500, 1_100, 4))),
            new Sample<>(Topics.RENDERED, new RenderedMessage.Held(STAMP, CAPTURED)),
            new Sample<>(Topics.RENDERED, new RenderedMessage.Dropped(STAMP, CAPTURED, DropReason.NO_IDENTITY)),
            new Sample<>(Topics.RENDERED, new RenderedMessage.EndOfRendered(STAMP)),
            new Sample<>(
                    Topics.IDENTITIES,
                    new IdentityMessage.Manifest(
                            MONA, "for this demonstration", "landmark-warp 1", 1024, 1280, 1, 4, "9f64", CAPTURED)),
            new Sample<>(Topics.IDENTITIES, new IdentityMessage.Chunk(MONA, 0, PAYLOAD)),
            new Sample<>(Topics.IDENTITIES, new IdentityMessage.Revoked(MONA, CAPTURED)),
            new Sample<>(
                    Topics.DEAD_LETTERS,
                    new DeadLetter("marotte.frames", 3, 99, "not a message", Bytes.ofUtf8("demo-1"), PAYLOAD)),
            new Sample<>(
                    Topics.RENDERED,
                    new RenderedMessage.Rendered(
                            STAMP,
                            CAPTURED,
                            picture(PictureCodec.JPEG),
                            new RenderedMessage.Alpha.None(),
                            new RenderedMessage.StageTimes(0, 9_500, 1_100, 4),
                            true)));

    private MessageExamples() {}

    private static Session session(NeutralChoice neutral, FaceChoice face) {
        return new Session(SESSION, MONA, Profile.LOSSLESS, SETTINGS, neutral, face, false);
    }

    private static Picture picture(PictureCodec codec) {
        return new Picture(codec, 640, 480, PAYLOAD);
    }

    /** Points on a curve, on the grid of quarters of a pixel. */
    private static FaceLandmarks landmarks() {
        float[] xyz = new float[FaceLandmarks.COUNT * 3];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = (i * 37 % 2000) / 4f - 100;
        }
        return FaceLandmarks.of(xyz);
    }

    /** A message and the topic for it. */
    record Sample<V>(Topic<V> topic, V message) {
        byte[] written() {
            return topic.record(message).value();
        }

        Decoded<V> read(byte[] stored) {
            return topic.decode(stored);
        }
    }
}
