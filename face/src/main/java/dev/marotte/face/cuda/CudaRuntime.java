package dev.marotte.face.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * NVIDIA's CUDA runtime, for what ONNX Runtime's Java interface does not tell or do: how many devices there are, how much memory they have left, and
 * memory of ours on them. Safe for use by several threads; each call says which device it means. Tested against a stand-in for the library, <em>never
 * against the library itself</em>.
 */
public final class CudaRuntime {
    /** Those that ONNX Runtime is built for, which loads one of them as well. */
    private static final List<String> LIBRARIES = List.of("libcudart.so.12", "libcudart.so.13", "cudart64_12.dll");

    private static final int HOST_TO_DEVICE = 1;

    private final MethodHandle count;
    private final MethodHandle select;
    private final MethodHandle free;
    private final MethodHandle allocate;
    private final MethodHandle release;
    private final MethodHandle copy;
    private final MethodHandle settle;
    private final MethodHandle describe;

    private CudaRuntime(SymbolLookup library) {
        count = function(library, "cudaGetDeviceCount", ADDRESS);
        select = function(library, "cudaSetDevice", JAVA_INT);
        free = function(library, "cudaMemGetInfo", ADDRESS, ADDRESS);
        allocate = function(library, "cudaMalloc", ADDRESS, JAVA_LONG);
        release = function(library, "cudaFree", ADDRESS);
        copy = function(library, "cudaMemcpy", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT);
        settle = function(library, "cudaStreamSynchronize", ADDRESS);
        describe = Linker.nativeLinker()
                .downcallHandle(library.findOrThrow("cudaGetErrorString"), FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }

    private static MethodHandle function(SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /** The library of this machine; empty if there is none, and then there is no CUDA. */
    public static Optional<CudaRuntime> find() {
        return LIBRARIES.stream()
                .flatMap(name -> library(name).stream())
                .findFirst()
                .map(CudaRuntime::new);
    }

    /** Never closed: ONNX Runtime uses it as well until the process ends. */
    private static Optional<SymbolLookup> library(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException notFound) {
            return Optional.empty();
        }
    }

    /** The functions of a library that was loaded by somebody else. */
    static CudaRuntime of(SymbolLookup library) {
        return new CudaRuntime(library);
    }

    /** Devices that this process sees; none where no driver works. */
    public int devices() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(JAVA_INT);
            return (int) count.invokeExact(answer) == 0 ? answer.get(JAVA_INT, 0) : 0;
        } catch (Throwable e) { // what a method handle declares
            throw failed(e);
        }
    }

    /**
     * Free and whole memory of a device, of all processes on it.
     *
     * @throws CudaFailure if the device does not answer
     */
    public DeviceMemory memory(int device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answers = arena.allocate(JAVA_LONG, 2);
            select(device);
            require((int) free.invokeExact(answers, answers.asSlice(JAVA_LONG.byteSize())));
            return new DeviceMemory(answers.getAtIndex(JAVA_LONG, 0), answers.getAtIndex(JAVA_LONG, 1));
        } catch (Throwable e) { // what a method handle declares
            throw failed(e);
        }
    }

    /**
     * Memory on a device, whose owner gives it back with {@link #release}.
     *
     * @throws CudaFailure if there is not so much
     */
    public MemorySegment allocate(int device, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ADDRESS);
            select(device);
            require((int) allocate.invokeExact(answer, bytes));
            return answer.get(ADDRESS, 0).reinterpret(bytes);
        } catch (Throwable e) { // what a method handle declares
            throw failed(e);
        }
    }

    /** Gives memory back that was allocated here. */
    public void release(int device, MemorySegment memory) {
        try {
            select(device);
            require((int) release.invokeExact(memory));
        } catch (Throwable e) { // what a method handle declares
            throw failed(e);
        }
    }

    /**
     * Copies from here to the device. All streams see the bytes when this returns, and it waits for none of them: ONNX Runtime's own do not mind the
     * default one, which does the copying.
     *
     * @param from native
     */
    public void upload(int device, MemorySegment to, MemorySegment from) {
        try {
            select(device);
            require((int) copy.invokeExact(to, from, from.byteSize(), HOST_TO_DEVICE));
            require((int) settle.invokeExact(MemorySegment.NULL));
        } catch (Throwable e) { // what a method handle declares
            throw failed(e);
        }
    }

    /** What follows on this thread is meant for the device. */
    private void select(int device) throws Throwable {
        require((int) select.invokeExact(device));
    }

    private void require(int code) throws Throwable {
        if (code != 0) {
            MemorySegment words = (MemorySegment) describe.invokeExact(code);
            throw new CudaFailure(words.reinterpret(Short.MAX_VALUE).getString(0) + " (" + code + ")");
        }
    }

    private static RuntimeException failed(Throwable cause) {
        return switch (cause) {
            case CudaFailure failure -> failure;
            case Error error -> throw error;
            default -> new IllegalStateException("a function of CUDA cannot be called", cause);
        };
    }

    /** Bytes of a device. */
    public record DeviceMemory(long free, long total) {}
}
