package dev.marotte.landmark;

import dev.marotte.face.SmoothedFace;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionNumbers;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The smoothing's state as bytes: 11.5 kB for a live session, 23 kB for a lossless one. */
final class SmoothingBytes {
    private static final int COORDINATES = 3 * FaceLandmarks.COUNT;

    private SmoothingBytes() {}

    static void write(Smoothing smoothing, DataOutputStream out) throws IOException {
        switch (smoothing) {
            case Smoothing.Idle() -> out.writeByte(0);
            case Smoothing.Following(SmoothedFace face) -> {
                out.writeByte(1);
                out.writeLong(face.pts().micros());
                write(face.landmarks().toArray(), out);
                write(face.velocities(), out);
            }
            case Smoothing.LookingAhead(List<FaceObservation> window, int waiting) -> {
                out.writeByte(2);
                out.writeInt(waiting);
                out.writeInt(window.size());
                for (FaceObservation seen : window) {
                    write(seen, out);
                }
            }
        }
    }

    static Smoothing read(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 0 -> new Smoothing.Idle();
            case 1 -> readFollowing(in);
            default -> readLookingAhead(in);
        };
    }

    private static Smoothing readFollowing(DataInputStream in) throws IOException {
        Pts pts = new Pts(in.readLong());
        FaceLandmarks landmarks = FaceLandmarks.of(readFloats(in));
        return new Smoothing.Following(SmoothedFace.of(landmarks, readFloats(in), pts));
    }

    private static Smoothing readLookingAhead(DataInputStream in) throws IOException {
        int waiting = in.readInt();
        int frames = in.readInt();
        List<FaceObservation> window = new ArrayList<>(frames);
        for (int i = 0; i < frames; i++) {
            window.add(readObservation(in));
        }
        return new Smoothing.LookingAhead(List.copyOf(window), waiting);
    }

    private static void write(FaceObservation seen, DataOutputStream out) throws IOException {
        FrameStamp stamp = seen.stamp();
        out.writeUTF(stamp.session().value());
        out.writeLong(stamp.index());
        out.writeLong(stamp.pts().micros());
        out.writeLong(seen.timing().captureMicros());
        out.writeLong(seen.timing().deadlineMicros());
        switch (seen) {
            case FaceObservation.Nothing nothing -> {
                out.writeBoolean(false);
                out.writeUTF(nothing.reason().name());
            }
            case FaceObservation.Face face -> {
                out.writeBoolean(true);
                out.writeFloat(face.confidence());
                out.writeInt(face.frameWidth());
                out.writeInt(face.frameHeight());
                write(face.landmarks().toArray(), out);
                write(face.motion(), out);
            }
        }
    }

    private static FaceObservation readObservation(DataInputStream in) throws IOException {
        SessionId session = new SessionId(in.readUTF());
        FrameStamp stamp = new FrameStamp(session, in.readLong(), new Pts(in.readLong()));
        FrameTiming timing = new FrameTiming(in.readLong(), in.readLong());
        return in.readBoolean()
                ? readFace(stamp, timing, in)
                : new FaceObservation.Nothing(stamp, timing, UntrackedReason.valueOf(in.readUTF()));
    }

    private static FaceObservation.Face readFace(FrameStamp stamp, FrameTiming timing, DataInputStream in)
            throws IOException {
        float confidence = in.readFloat();
        int width = in.readInt();
        int height = in.readInt();
        FaceLandmarks landmarks = FaceLandmarks.of(readFloats(in));
        return new FaceObservation.Face(stamp, timing, landmarks, confidence, width, height, readMotion(in));
    }

    private static void write(NetworkMotion motion, DataOutputStream out) throws IOException {
        switch (motion) {
            case NetworkMotion.Unseen() -> out.writeBoolean(false);
            case NetworkMotion.Seen(String family, MotionNumbers numbers) -> {
                out.writeBoolean(true);
                out.writeUTF(family);
                write(numbers.toArray(), out);
            }
        }
    }

    private static NetworkMotion readMotion(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new NetworkMotion.Seen(in.readUTF(), MotionNumbers.of(readFloats(MotionNumbers.COUNT, in)))
                : new NetworkMotion.Unseen();
    }

    static void write(float[] floats, DataOutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length);
        bytes.asFloatBuffer().put(floats);
        out.write(bytes.array());
    }

    /** The coordinates of one face. */
    static float[] readFloats(DataInputStream in) throws IOException {
        return readFloats(COORDINATES, in);
    }

    private static float[] readFloats(int count, DataInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Float.BYTES * count);
        float[] floats = new float[count];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
        return floats;
    }
}
