package dev.marotte.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One fixed message of every kind; their bytes as first released are stored beside the tests. */
final class MessageExamples {
    private static final SessionId SESSION = new SessionId("demo-1");
    private static final FrameStamp STAMP = new FrameStamp(SESSION, 42, new Pts(1_400_000));
    private static final long MOMENT_MICROS = 1_790_000_000_123_456L;
    private static final Instant MOMENT = FrameTiming.instantOf(MOMENT_MICROS);
    private static final FrameTiming TIMING = FrameTiming.within(Duration.ofMillis(500), MOMENT);
    private static final IdentityRef MONA = new IdentityRef("mona", 3);
    private static final Bytes PAYLOAD = Bytes.of(new byte[] {1, 2, 3, -4});
    private static final SessionSource FILE = new SessionSource.FileSource("clip.mp4");
    private static final RenderSettings SETTINGS =
            new RenderSettings(new MotionSettings(MotionSettings.Mode.ABSOLUTE, 0.5f, 1.5f), PictureCodec.PNG, true);

    static final List<Sample<?>> ALL = List.of(
            new Sample<>(
                    Topics.SESSIONS,
                    session(new NeutralChoice.BestNeutral(Duration.ofSeconds(2)), new FaceChoice.LargestFace())),
            new Sample<>(
                    Topics.SESSIONS, session(new NeutralChoice.NeutralAt(new Pts(5)), new FaceChoice.NumberedFace(2))),
            new Sample<>(Topics.FRAMES, new FrameMessage.DrivingFrame(STAMP, TIMING, 2, picture(PictureCodec.JPEG))),
            new Sample<>(Topics.FRAMES, new FrameMessage.BrokenFrame(STAMP, TIMING, 0)),
            new Sample<>(Topics.FRAMES, new FrameMessage.EndOfFrames(STAMP, 1)),
            new Sample<>(
                    Topics.AUDIO,
                    new AudioMessage.AudioHeader(SESSION, AudioMessage.AudioCodec.AAC, 48_000, 2, PAYLOAD)),
            new Sample<>(Topics.AUDIO, new AudioMessage.AudioUnit(SESSION, 1, new Pts(-21_333), 21_333, PAYLOAD)),
            new Sample<>(Topics.AUDIO, new AudioMessage.EndOfAudio(SESSION, 2)),
            new Sample<>(
                    Topics.LANDMARKS,
                    new LandmarksMessage.Tracked(
                            STAMP,
                            Profile.LIVE,
                            TIMING,
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
                            STAMP,
                            Profile.LOSSLESS,
                            TIMING,
                            MONA,
                            SETTINGS,
                            true,
                            LandmarksMessage.UntrackedReason.NO_FACE)),
            new Sample<>(Topics.LANDMARKS, new LandmarksMessage.EndOfLandmarks(STAMP, Profile.LIVE)),
            new Sample<>(Topics.NEUTRALS, new Neutral(SESSION, 7, landmarks(), 1920, 1080)),
            new Sample<>(
                    Topics.RENDERED,
                    new RenderedMessage.Rendered(
                            STAMP,
                            TIMING,
                            picture(PictureCodec.RAW_BGR),
                            new RenderedMessage.Alpha.Coverage(PAYLOAD),
                            new RenderedMessage.StageTimes(210, 9_500, 1_100, 4))),
            new Sample<>(Topics.RENDERED, new RenderedMessage.Held(STAMP, TIMING)),
            new Sample<>(Topics.RENDERED, new RenderedMessage.Dropped(STAMP, TIMING, DropReason.NO_IDENTITY)),
            new Sample<>(Topics.RENDERED, new RenderedMessage.EndOfRendered(STAMP)),
            new Sample<>(
                    Topics.IDENTITIES,
                    new IdentityMessage.Manifest(
                            MONA,
                            new Consent.Stated("for this demonstration"),
                            "landmark-warp 1",
                            1024,
                            1280,
                            1,
                            4,
                            "9f64",
                            MOMENT_MICROS)),
            new Sample<>(Topics.IDENTITIES, new IdentityMessage.Chunk(MONA, 0, PAYLOAD)),
            new Sample<>(Topics.IDENTITIES, new IdentityMessage.Revoked(MONA, MOMENT_MICROS)),
            new Sample<>(
                    Topics.REPORTS,
                    new StageReport(
                            SESSION,
                            StageName.SINK,
                            MOMENT,
                            120,
                            250,
                            new Pts(4_800_000),
                            new OutcomeCounts(110, 8, 4, 3, 2, 1, 5, 6, 7),
                            "it breaks off")),
            new Sample<>(
                    Topics.DEAD_LETTERS,
                    new DeadLetter("marotte.frames", 3, 99, "not a message", Bytes.ofUtf8("demo-1"), PAYLOAD)),
            new Sample<>(
                    Topics.RENDERED,
                    new RenderedMessage.Rendered(
                            STAMP,
                            TIMING,
                            picture(PictureCodec.JPEG),
                            new RenderedMessage.Alpha.None(),
                            new RenderedMessage.StageTimes(0, 9_500, 1_100, 4),
                            true)),
            new Sample<>(
                    Topics.SESSIONS,
                    session(new NeutralChoice.NeutralAt(new Pts(5)), new FaceChoice.LargestFace())
                            .under(new LiveControls(3, true, false))),
            new Sample<>(
                    Topics.REPORTS,
                    new StageReport(
                                    SESSION,
                                    StageName.INGEST,
                                    MOMENT,
                                    120,
                                    0,
                                    new Pts(4_800_000),
                                    OutcomeCounts.NONE,
                                    "")
                            .with(List.of(new StreamConnection(
                                    "srt://:9000", StreamConnection.State.LOST, 2, 5, "nothing came for 3 s")))),
            new Sample<>(
                    Topics.REPORTS,
                    new StageReport(
                            SESSION, StageName.SPEECH, MOMENT, 12, 0, new Pts(480_000), OutcomeCounts.NONE, "")),
            new Sample<>(Topics.REPORTS, StageReport.ofRenderer(new SessionId("renderer-1"), MOMENT, 4)),
            new Sample<>(
                    Topics.SESSIONS,
                    session(new NeutralChoice.NeutralAt(new Pts(5)), new MotionKind.ImplicitKeypoints("0123abcd"))),
            new Sample<>(
                    Topics.LANDMARKS,
                    new LandmarksMessage.Tracked(
                            STAMP,
                            Profile.LOSSLESS,
                            TIMING,
                            MONA,
                            SETTINGS,
                            7,
                            landmarks(),
                            new HeadPose(-12.5f, 3.25f, 0.5f),
                            0.875f,
                            1920,
                            1080,
                            motion(0.25f))),
            new Sample<>(
                    Topics.NEUTRALS,
                    new Neutral(SESSION, 7, landmarks(), 1920, 1080).seenAs(motion(0.5f), motion(-0.125f))),
            new Sample<>(Topics.SESSIONS, session(new SessionSource.PushedVoice())));

    private MessageExamples() {}

    private static Session session(NeutralChoice neutral, FaceChoice face) {
        return session(new SessionMotion(SETTINGS, neutral, face), FILE);
    }

    private static Session session(NeutralChoice neutral, MotionKind kind) {
        return session(new SessionMotion(SETTINGS, neutral, new FaceChoice.LargestFace(), kind), FILE);
    }

    private static Session session(SessionSource source) {
        return session(
                new SessionMotion(SETTINGS, new NeutralChoice.NeutralAt(new Pts(5)), new FaceChoice.LargestFace()),
                source);
    }

    private static Session session(SessionMotion motion, SessionSource source) {
        return new Session(
                SESSION,
                MONA,
                Profile.LOSSLESS,
                motion,
                source,
                List.of(
                        new SessionOutput.FileOutput("film.mp4", false),
                        new SessionOutput.PictureOutput("frames/%06d.png", true)),
                SessionTerms.DEFAULT,
                new SessionOpening(MOMENT, "the demonstration"),
                new SessionState.Ended(SessionState.EndReason.COMPLETED, "", MOMENT));
    }

    private static Picture picture(PictureCodec codec) {
        return new Picture(codec, 640, 480, PAYLOAD);
    }

    private static NetworkMotion motion(float step) {
        float[] numbers = new float[MotionNumbers.COUNT];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = step * i;
        }
        return new NetworkMotion.Seen("0123abcd", MotionNumbers.of(numbers));
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
