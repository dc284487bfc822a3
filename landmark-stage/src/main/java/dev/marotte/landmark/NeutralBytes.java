package dev.marotte.landmark;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;

/** The search for the neutral as bytes: at most 17, but 11.5 kB for a session that learns its neutral. */
final class NeutralBytes {
    private NeutralBytes() {}

    static void write(NeutralSearch search, DataOutputStream out) throws IOException {
        switch (search) {
            case NeutralSearch.NotBegun(boolean everTracked) -> {
                out.writeByte(0);
                out.writeBoolean(everTracked);
            }
            case NeutralSearch.Holding(long first, Pts from) -> {
                out.writeByte(1);
                out.writeLong(first);
                out.writeLong(from.micros());
            }
            case NeutralSearch.Chosen(long index) -> {
                out.writeByte(2);
                out.writeLong(index);
            }
            case NeutralSearch.Learning(SampleSchedule samples, NeutralGlide glide) -> {
                out.writeByte(3);
                write(samples, out);
                write(glide, out);
            }
        }
    }

    static NeutralSearch read(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 0 -> new NeutralSearch.NotBegun(in.readBoolean());
            case 1 -> new NeutralSearch.Holding(in.readLong(), new Pts(in.readLong()));
            case 2 -> new NeutralSearch.Chosen(in.readLong());
            default -> new NeutralSearch.Learning(readSamples(in), readGlide(in));
        };
    }

    private static void write(SampleSchedule samples, DataOutputStream out) throws IOException {
        out.writeLong(samples.last().micros());
        out.writeLong(samples.interval().toNanos());
        out.writeInt(samples.kept());
        out.writeLong(samples.taken());
    }

    private static SampleSchedule readSamples(DataInputStream in) throws IOException {
        return new SampleSchedule(new Pts(in.readLong()), Duration.ofNanos(in.readLong()), in.readInt(), in.readLong());
    }

    private static void write(NeutralGlide glide, DataOutputStream out) throws IOException {
        out.writeLong(glide.current());
        out.writeLong(glide.announced());
        SmoothingBytes.write(glide.face().toArray(), out);
        SmoothingBytes.write(glide.goal().toArray(), out);
        out.writeBoolean(glide.moving());
        out.writeLong(glide.stepped().micros());
    }

    private static NeutralGlide readGlide(DataInputStream in) throws IOException {
        return new NeutralGlide(
                in.readLong(),
                in.readLong(),
                FaceLandmarks.of(SmoothingBytes.readFloats(in)),
                FaceLandmarks.of(SmoothingBytes.readFloats(in)),
                in.readBoolean(),
                new Pts(in.readLong()));
    }
}
