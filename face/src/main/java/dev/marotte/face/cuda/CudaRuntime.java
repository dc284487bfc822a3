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
 * NVIDIA's CUDA runtime, for what ONNX Runtime's Java interface does not offer: the number of devices, their free memory, and allocating memory on them.
 * Safe for use by several threads; each call names its device. Tested against a stand-in for the library, <em>never against the library itself</em>.
 */
public final class CudaRuntime {
    /** The libraries that ONNX Runtime is built for; it loads one of them as well. */
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

    /** Finds the library of this machine; empty if there is none, in which case there is no CUDA. */
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

    /** Binds the functions of a library that the caller has loaded. */
    static CudaRuntime of(SymbolLookup library) {
        return new CudaRuntime(library);
    }

    /** Number of devices that this process sees; 0 if no driver works. */
    public int devices() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(JAVA_INT);
            return (int) count.invokeExact(answer) == 0 ? answer.get(JAVA_INT, 0) : 0;
        } catch (Throwable e) { // declared by method handles
            throw failed(e);
        }
    }

    /**
     * Returns the free and total memory of a device, for all processes on it.
     *
     * @throws CudaFailure if the device does not answer
     */
    public DeviceMemory memory(int device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answers = arena.allocate(JAVA_LONG, 2);
            select(device);
            require((int) free.invokeExact(answers, answers.asSlice(JAVA_LONG.byteSize())));
            return new DeviceMemory(answers.getAtIndex(JAVA_LONG, 0), answers.getAtIndex(JAVA_LONG, 1));
        } catch (Throwable e) { // declared by method handles
            throw failed(e);
        }
    }

    /**
     * Allocates memory on a device; the owner frees it with {@link #release}.
     *
     * @throws CudaFailure if there is not enough
     */
    public MemorySegment allocate(int device, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ADDRESS);
            select(device);
            require((int) allocate.invokeExact(answer, bytes));
            return answer.get(ADDRESS, 0).reinterpret(bytes);
        } catch (Throwable e) { // declared by method handles
            throw failed(e);
        }
    }

    /** Frees memory that was allocated here. */
    public void release(int device, MemorySegment memory) {
        try {
            select(device);
            require((int) release.invokeExact(memory));
        } catch (Throwable e) { // declared by method handles
            throw failed(e);
        }
    }

    /**
     * Copies from the host to the device. All streams see the bytes when this returns, and it waits for none of them: ONNX Runtime's own streams do not
     * synchronise with the default one, which does the copying.
     *
     * @param from native
     */
    public void upload(int device, MemorySegment to, MemorySegment from) {
        try {
            select(device);
            require((int) copy.invokeExact(to, from, from.byteSize(), HOST_TO_DEVICE));
            require((int) settle.invokeExact(MemorySegment.NULL));
        } catch (Throwable e) { // declared by method handles
            throw failed(e);
        }
    }

    /** Selects the device for the calls that follow on this thread. */
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

    /** Memory of a device in bytes. */
    public record DeviceMemory(long free, long total) {}
}
