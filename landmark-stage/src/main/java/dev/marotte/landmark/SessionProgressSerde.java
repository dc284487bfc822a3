package dev.marotte.landmark;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.SmoothedFace;
import dev.marotte.face.TrackState;
import dev.marotte.landmark.SessionProgress.Finished;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.landmark.SessionProgress.Smoothing;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * A session's progress as bytes of the state store and its changelog: 60 bytes, and 11.5 kB of filter state while a face is held. Not Avro:
 * nobody else reads it, and a stage of another version says so and stops.
 */
final class SessionProgressSerde {
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 96;
    private static final int COORDINATES = 3 * FaceLandmarks.COUNT;

    private SessionProgressSerde() {}

    static Serde<SessionProgress> serde() {
        return Serdes.serdeFrom((_, progress) -> write(progress), (_, bytes) -> read(bytes));
    }

    static byte @Nullable [] write(@Nullable SessionProgress progress) {
        return switch (progress) {
            case null -> null;
            case Finished() -> new byte[] {VERSION, 0};
            case Running running -> write(running);
        };
    }

    static @Nullable SessionProgress read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.get() != VERSION) {
            throw new SerializationException("the stage's state was written by another version of it");
        }
        return buffer.get() == 0 ? new Finished() : readRunning(buffer);
    }

    private static byte[] write(Running running) {
        ByteBuffer buffer = ByteBuffer.allocate(FIXED_BYTES + 2 * Float.BYTES * COORDINATES);
        buffer.put(VERSION)
                .put((byte) 1)
                .putLong(running.next())
                .putLong(running.last().micros());
        write(running.track(), buffer);
        write(running.smoothing(), buffer);
        write(running.neutral(), buffer);
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static Running readRunning(ByteBuffer buffer) {
        return new Running(
                buffer.getLong(),
                new Pts(buffer.getLong()),
                readTrack(buffer),
                readSmoothing(buffer),
                readNeutral(buffer));
    }

    private static void write(TrackState track, ByteBuffer buffer) {
        switch (track) {
            case TrackState.Lost(int frames) -> buffer.put((byte) 0).putInt(frames);
            case TrackState.Held(FaceRegion(double x, double y, double side, double angle)) ->
                buffer.put((byte) 1).putDouble(x).putDouble(y).putDouble(side).putDouble(angle);
        }
    }

    private static TrackState readTrack(ByteBuffer buffer) {
        return buffer.get() == 0
                ? new TrackState.Lost(buffer.getInt())
                : new TrackState.Held(
                        new FaceRegion(buffer.getDouble(), buffer.getDouble(), buffer.getDouble(), buffer.getDouble()));
    }

    private static void write(Smoothing smoothing, ByteBuffer buffer) {
        switch (smoothing) {
            case Smoothing.None() -> buffer.put((byte) 0);
            case Smoothing.Of(SmoothedFace face) -> {
                buffer.put((byte) 1).putLong(face.pts().micros());
                write(face.landmarks().toArray(), buffer);
                write(face.velocities(), buffer);
            }
        }
    }

    private static Smoothing readSmoothing(ByteBuffer buffer) {
        if (buffer.get() == 0) {
            return new Smoothing.None();
        }
        Pts pts = new Pts(buffer.getLong());
        return new Smoothing.Of(SmoothedFace.of(FaceLandmarks.of(readFloats(buffer)), readFloats(buffer), pts));
    }

    private static void write(float[] floats, ByteBuffer buffer) {
        buffer.asFloatBuffer().put(floats);
        buffer.position(buffer.position() + Float.BYTES * floats.length);
    }

    private static float[] readFloats(ByteBuffer buffer) {
        float[] floats = new float[COORDINATES];
        buffer.asFloatBuffer().get(floats);
        buffer.position(buffer.position() + Float.BYTES * floats.length);
        return floats;
    }

    private static void write(NeutralSearch search, ByteBuffer buffer) {
        switch (search) {
            case NeutralSearch.NotBegun() -> buffer.put((byte) 0);
            case NeutralSearch.Holding(Pts from) -> buffer.put((byte) 1).putLong(from.micros());
            case NeutralSearch.Chosen(long index) -> buffer.put((byte) 2).putLong(index);
        }
    }

    private static NeutralSearch readNeutral(ByteBuffer buffer) {
        return switch (buffer.get()) {
            case 0 -> new NeutralSearch.NotBegun();
            case 1 -> new NeutralSearch.Holding(new Pts(buffer.getLong()));
            default -> new NeutralSearch.Chosen(buffer.getLong());
        };
    }
}
