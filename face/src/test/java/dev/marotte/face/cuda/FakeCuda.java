package dev.marotte.face.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Functions with the names and signatures of NVIDIA's, as they stand in its documentation, over memory of this machine. Native code calls them. */
final class FakeCuda {
    private static final int OUT_OF_MEMORY = 2;
    private static final int INVALID_DEVICE = 101;

    private final Arena arena;
    private final int devices;
    private final long total;
    private final Map<Long, Long> allocated = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    FakeCuda(Arena arena, int devices, long total) {
        this.arena = arena;
        this.devices = devices;
        this.total = total;
    }

    CudaRuntime runtime() {
        Map<String, MemorySegment> functions = Map.of(
                "cudaGetDeviceCount", function("count", ADDRESS),
                "cudaSetDevice", function("select", JAVA_INT),
                "cudaMemGetInfo", function("free", ADDRESS, ADDRESS),
                "cudaMalloc", function("allocate", ADDRESS, JAVA_LONG),
                "cudaFree", function("release", ADDRESS),
                "cudaMemcpy", function("copy", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT),
                "cudaStreamSynchronize", function("settle", ADDRESS),
                "cudaGetErrorString", stub("describe", FunctionDescriptor.of(ADDRESS, JAVA_INT)));
        return CudaRuntime.of(name -> java.util.Optional.ofNullable(functions.get(name)));
    }

    List<String> calls() {
        return calls;
    }

    private MemorySegment function(String name, MemoryLayout... arguments) {
        return stub(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private MemorySegment stub(String name, FunctionDescriptor descriptor) {
        try {
            MethodType type = descriptor.toMethodType();
            return Linker.nativeLinker().upcallStub(MethodHandles.lookup().bind(this, name, type), descriptor, arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    int count(MemorySegment answer) {
        answer.reinterpret(4).set(JAVA_INT, 0, devices);
        return 0;
    }

    int select(int device) {
        calls.add("select " + device);
        return device < devices ? 0 : INVALID_DEVICE;
    }

    int free(MemorySegment free, MemorySegment all) {
        free.reinterpret(8).set(JAVA_LONG, 0, total - taken());
        all.reinterpret(8).set(JAVA_LONG, 0, total);
        return 0;
    }

    private long taken() {
        return allocated.values().stream().mapToLong(Long::longValue).sum();
    }

    int allocate(MemorySegment answer, long bytes) {
        if (bytes > total - taken()) {
            return OUT_OF_MEMORY;
        }
        MemorySegment memory = arena.allocate(bytes, 8);
        allocated.put(memory.address(), bytes);
        answer.reinterpret(8).set(ADDRESS, 0, memory);
        return 0;
    }

    int release(MemorySegment memory) {
        return Stream.ofNullable(allocated.remove(memory.address())).findAny().isPresent() ? 0 : 1;
    }

    int copy(MemorySegment to, MemorySegment from, long bytes, int kind) {
        calls.add("copy " + bytes + " " + kind);
        to.reinterpret(bytes).copyFrom(from.reinterpret(bytes));
        return 0;
    }

    int settle(MemorySegment stream) {
        calls.add("settle " + stream.address());
        return 0;
    }

    MemorySegment describe(int code) {
        return arena.allocateFrom(code == OUT_OF_MEMORY ? "out of memory" : "invalid device ordinal");
    }
}
