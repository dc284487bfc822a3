package dev.marotte.landmark;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.TrackState;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.Pts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * A session's progress as bytes of the state store and its changelog: 60 bytes, the smoothing's state, and 11.5 kB for the neutral of a session that
 * cannot wait. Not Avro, because nothing else reads it; a stage of another version reports it and stops.
 */
final class SessionProgressSerde {
    private static final byte VERSION = 6;
    private static final int USUAL_BYTES = 24 << 10;

    private SessionProgressSerde() {}

    static Serde<Running> serde() {
        return Serdes.serdeFrom((_, running) -> write(running), (_, bytes) -> read(bytes));
    }

    static byte @Nullable [] write(@Nullable Running running) {
        if (running == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(running.epoch());
            out.writeLong(running.next());
            out.writeLong(running.last().micros());
            write(running.track(), out);
            SmoothingBytes.write(running.smoothing(), out);
            NeutralBytes.write(running.neutral(), out);
            out.writeLong(running.reanchors());
        } catch (IOException e) {
            throw new SerializationException("the stage's state cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static @Nullable Running read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes[0] != VERSION) {
            throw new SerializationException(
                    "the stage's state was written by another version of it; let that one finish its sessions, or delete the"
                            + " topics marotte-landmark-*-changelog");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1))) {
            return new Running(
                    in.readLong(),
                    in.readLong(),
                    new Pts(in.readLong()),
                    readTrack(in),
                    SmoothingBytes.read(in),
                    NeutralBytes.read(in),
                    in.readLong());
        } catch (IOException e) {
            throw new SerializationException("the stage's state cannot be read", e);
        }
    }

    private static void write(TrackState track, DataOutputStream out) throws IOException {
        switch (track) {
            case TrackState.Lost(int frames) -> {
                out.writeByte(0);
                out.writeInt(frames);
            }
            case TrackState.Held(FaceRegion(double x, double y, double side, double angle)) -> {
                out.writeByte(1);
                out.writeDouble(x);
                out.writeDouble(y);
                out.writeDouble(side);
                out.writeDouble(angle);
            }
        }
    }

    private static TrackState readTrack(DataInputStream in) throws IOException {
        return in.readByte() == 0
                ? new TrackState.Lost(in.readInt())
                : new TrackState.Held(
                        new FaceRegion(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    }
}
