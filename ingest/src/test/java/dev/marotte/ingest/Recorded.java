package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionNumbers;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the stages would record of a session of 25 frames a second whose driver shows no face at first, and in every tenth frame. */
final class Recorded {
    static final long FRAME_MICROS = 40_000;
    /** Where the driver was at rest; later than the first frames. */
    static final long NEUTRAL = 7;

    static final String FAMILY = "0123abcd";
    static final NetworkMotion MOTION =
            new NetworkMotion.Seen(FAMILY, MotionNumbers.of(new float[MotionNumbers.COUNT]));

    private static final long UNIT_MICROS = 20_000;

    private Recorded() {}

    static List<LandmarksMessage> landmarks(Session session, int frames) {
        List<LandmarksMessage> landmarks = new ArrayList<>();
        for (long index = 0; index < frames; index++) {
            landmarks.add(index < 3 || index % 10 == 0 ? untracked(session, index) : tracked(session, index));
        }
        landmarks.add(new EndOfLandmarks(stamp(session, frames), session.profile()));
        return landmarks;
    }

    static Neutral neutral(Session session) {
        return new Neutral(session.id(), NEUTRAL, face(NEUTRAL), face(3), 640, 480);
    }

    /** Two units a frame, the first one ahead of the pictures. */
    static List<AudioMessage> sound(Session session, int frames) {
        List<AudioMessage> sound = new ArrayList<>();
        sound.add(new AudioHeader(session.id(), AudioCodec.AAC, 48_000, 2, Bytes.ofUtf8("setup")));
        for (long sequence = 1; sequence <= 2L * frames; sequence++) {
            Pts pts = new Pts((sequence - 2) * UNIT_MICROS);
            sound.add(new AudioUnit(session.id(), sequence, pts, UNIT_MICROS, Bytes.ofUtf8("unit " + sequence)));
        }
        sound.add(new EndOfAudio(session.id(), 2L * frames + 1));
        return sound;
    }

    private static FrameStamp stamp(Session session, long index) {
        return new FrameStamp(session.id(), index, new Pts(index * FRAME_MICROS));
    }

    private static Tracked tracked(Session session, long index) {
        return new Tracked(
                stamp(session, index),
                session.profile(),
                session.timing(Instant.EPOCH.plusMillis(index)),
                session.identity(),
                session.settings(),
                NEUTRAL,
                face(index),
                new HeadPose(index, 1, 2),
                0.5f,
                640,
                480);
    }

    /** The same frame, at which networks have looked. */
    static Tracked seen(Tracked tracked) {
        return new Tracked(
                tracked.stamp(),
                tracked.profile(),
                tracked.timing(),
                tracked.identity(),
                tracked.settings(),
                tracked.neutralIndex(),
                tracked.landmarks(),
                tracked.pose(),
                tracked.confidence(),
                tracked.frameWidth(),
                tracked.frameHeight(),
                MOTION);
    }

    private static Untracked untracked(Session session, long index) {
        return new Untracked(
                stamp(session, index),
                session.profile(),
                session.timing(Instant.EPOCH.plusMillis(index)),
                session.identity(),
                session.settings(),
                index > 3,
                UntrackedReason.NO_FACE);
    }

    private static FaceLandmarks face(long index) {
        float[] xyz = new float[3 * FaceLandmarks.COUNT];
        xyz[0] = index;
        return FaceLandmarks.of(xyz);
    }
}
