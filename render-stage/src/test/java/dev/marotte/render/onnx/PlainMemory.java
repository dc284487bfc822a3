package dev.marotte.render.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A device whose memory is this machine's. Counts what is uploaded. */
final class PlainMemory implements BankMemory {
    private final Arena arena = Arena.ofShared();
    private long uploaded;

    @Override
    public String kind() {
        return "Cpu";
    }

    @Override
    public int device() {
        return 0;
    }

    @Override
    public MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, 64);
    }

    @Override
    public void upload(MemorySegment to, MemorySegment from) {
        to.copyFrom(from);
        uploaded += from.byteSize();
    }

    long uploaded() {
        return uploaded;
    }

    @Override
    public void close() {
        arena.close();
    }
}
