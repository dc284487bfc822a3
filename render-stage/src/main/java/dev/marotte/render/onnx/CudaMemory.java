package dev.marotte.render.onnx;

import dev.marotte.face.cuda.CudaRuntime;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Memory of a CUDA device. Any thread. */
final class CudaMemory implements BankMemory {
    private final CudaRuntime runtime;
    private final int device;
    private final List<MemorySegment> allocated = new CopyOnWriteArrayList<>();

    CudaMemory(CudaRuntime runtime, int device) {
        this.runtime = runtime;
        this.device = device;
    }

    @Override
    public String kind() {
        return "Cuda";
    }

    @Override
    public int device() {
        return device;
    }

    @Override
    public MemorySegment allocate(long bytes) {
        MemorySegment memory = runtime.allocate(device, bytes);
        allocated.add(memory);
        return memory;
    }

    @Override
    public void upload(MemorySegment to, MemorySegment from) {
        runtime.upload(device, to, from);
    }

    @Override
    public void close() {
        allocated.forEach(memory -> runtime.release(device, memory));
        allocated.clear();
    }
}
