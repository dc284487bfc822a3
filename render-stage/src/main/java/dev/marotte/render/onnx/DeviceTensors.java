package dev.marotte.render.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.marotte.face.onnx.OnnxRuntime;
import dev.marotte.identity.ElementType;
import dev.marotte.identity.Shape;
import dev.marotte.identity.onnx.Tensors;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;

/**
 * Tensors over memory of a device. ONNX Runtime's Java interface cannot create them, but its C interface can. A run takes an input in place if that is
 * where the model wants it, so that no binding is needed. The positions in the table of C functions are those of the interface's first version, which
 * never change. The constructor of the Java tensor is found by reflection, because it is not public. A test fails when either no longer fits.
 */
final class DeviceTensors {
    /** The newest version whose functions are used here. */
    private static final int API_VERSION = 1;

    private static final int GET_ERROR_MESSAGE = 2;
    private static final int CREATE_TENSOR_WITH_DATA = 49;
    private static final int CREATE_MEMORY_INFO = 68;
    private static final int RELEASE_STATUS = 93;
    private static final int RELEASE_MEMORY_INFO = 94;
    /** OrtDeviceAllocator and OrtMemTypeDefault. */
    private static final int DEFAULT = 0;

    private static final AddressLayout TABLE =
            ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(RELEASE_MEMORY_INFO + 1L, ADDRESS));

    private DeviceTensors() {}

    /**
     * Creates a tensor over memory, which must outlive it.
     *
     * @param bank memory of the device, as large as the shape
     */
    static OnnxTensor over(MemorySegment bank, BankMemory memory, ElementType type, Shape shape) throws OrtException {
        OnnxRuntime.environment();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment functions = functions();
            MemorySegment place = place(functions, memory, arena);
            try {
                return tensor(value(functions, place, bank, type, shape, arena), type, shape);
            } finally {
                function(functions, RELEASE_MEMORY_INFO, FunctionDescriptor.ofVoid(ADDRESS))
                        .invokeExact(place);
            }
        } catch (OrtException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // declared by method handles
            throw new IllegalStateException("ONNX Runtime's C interface cannot be called", e);
        }
    }

    /** The function table of the library that the Java interface has loaded: both are loaded by the same class loader. */
    private static MemorySegment functions() throws Throwable {
        MethodHandle base = Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.loaderLookup().findOrThrow("OrtGetApiBase"),
                        FunctionDescriptor.of(ADDRESS.withTargetLayout(ADDRESS)));
        MemorySegment getApi = ((MemorySegment) base.invokeExact()).get(ADDRESS, 0);
        MethodHandle table = Linker.nativeLinker().downcallHandle(getApi, FunctionDescriptor.of(TABLE, JAVA_INT));
        return (MemorySegment) table.invokeExact(API_VERSION);
    }

    private static MethodHandle function(MemorySegment table, int number, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(table.getAtIndex(ADDRESS, number), descriptor);
    }

    private static MemorySegment place(MemorySegment functions, BankMemory memory, Arena arena) throws Throwable {
        MemorySegment answer = arena.allocate(ADDRESS);
        MethodHandle create = function(
                functions,
                CREATE_MEMORY_INFO,
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
        require(functions, (MemorySegment)
                create.invokeExact(arena.allocateFrom(memory.kind()), DEFAULT, memory.device(), DEFAULT, answer));
        return answer.get(ADDRESS, 0);
    }

    private static long value(
            MemorySegment functions,
            MemorySegment place,
            MemorySegment bank,
            ElementType type,
            Shape shape,
            Arena arena)
            throws Throwable {
        MemorySegment answer = arena.allocate(ADDRESS);
        MethodHandle create = function(
                functions,
                CREATE_TENSOR_WITH_DATA,
                FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS));
        long[] axes = shape.toArray();
        require(functions, (MemorySegment) create.invokeExact(
                place,
                bank,
                bank.byteSize(),
                arena.allocateFrom(JAVA_LONG, axes),
                (long) axes.length,
                number(type),
                answer));
        return answer.get(ADDRESS, 0).address();
    }

    private static void require(MemorySegment functions, MemorySegment status) throws Throwable {
        if (status.address() != 0) {
            MethodHandle message = function(functions, GET_ERROR_MESSAGE, FunctionDescriptor.of(ADDRESS, ADDRESS));
            String words = ((MemorySegment) message.invokeExact(status))
                    .reinterpret(Short.MAX_VALUE)
                    .getString(0);
            function(functions, RELEASE_STATUS, FunctionDescriptor.ofVoid(ADDRESS))
                    .invokeExact(status);
            throw new OrtException(words);
        }
    }

    /** ONNXTensorElementDataType. */
    private static int number(ElementType type) {
        return switch (type) {
            case FLOAT32 -> 1;
            case UINT8 -> 2;
            case INT8 -> 3;
            case INT32 -> 6;
            case INT64 -> 7;
            case FLOAT16 -> 10;
        };
    }

    private static OnnxTensor tensor(long value, ElementType type, Shape shape) throws ReflectiveOperationException {
        Constructor<TensorInfo> info = TensorInfo.class.getDeclaredConstructor(
                long[].class, OnnxJavaType.class, TensorInfo.OnnxTensorType.class);
        info.setAccessible(true);
        Constructor<OnnxTensor> tensor =
                OnnxTensor.class.getDeclaredConstructor(long.class, long.class, TensorInfo.class);
        tensor.setAccessible(true);
        OnnxJavaType java = Tensors.javaType(type);
        return tensor.newInstance(
                value, 0L, info.newInstance(shape.toArray(), java, TensorInfo.OnnxTensorType.mapFromJavaType(java)));
    }
}
