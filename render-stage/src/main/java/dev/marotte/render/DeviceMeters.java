package dev.marotte.render;

import dev.marotte.face.cuda.CudaRuntime;
import dev.marotte.face.cuda.CudaRuntime.DeviceMemory;
import dev.marotte.face.onnx.Device;
import dev.marotte.runtime.management.StageMeters;
import java.util.function.Supplier;

/** Gauges of the device that draws. Any thread; the device is queried when they are read. */
final class DeviceMeters {
    private static final DeviceMemory NONE = new DeviceMemory(0, 0);

    private volatile Supplier<DeviceMemory> memory = () -> NONE;

    DeviceMeters(StageMeters meters) {
        meters.gauge(
                "marotte.device.used.bytes",
                "Memory of the CUDA device that is taken, by all processes on it; 0 on a CPU.",
                this,
                each -> each.taken());
        meters.gauge(
                "marotte.device.bytes",
                "Memory that the CUDA device has; 0 on a CPU.",
                this,
                each -> each.memory.get().total());
    }

    private long taken() {
        DeviceMemory now = memory.get();
        return now.total() - now.free();
    }

    /** Starts to watch the device. */
    void watch(Device device) {
        switch (device) {
            case Device.Cpu() -> {}
            case Device.Cuda(int index) ->
                CudaRuntime.find().ifPresent(runtime -> memory = () -> runtime.memory(index));
        }
    }
}
