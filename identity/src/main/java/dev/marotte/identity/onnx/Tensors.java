package dev.marotte.identity.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.marotte.identity.ElementType;
import dev.marotte.identity.Shape;
import dev.marotte.identity.Tensor;
import dev.marotte.schemas.FaceLandmarks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Wraps the application's memory as tensors of ONNX Runtime. A view of direct memory costs microseconds and copies nothing, so none is kept. */
public final class Tensors {
    private Tensors() {}

    /** Creates a tensor over direct memory, which must outlive it. */
    public static OnnxTensor view(ByteBuffer direct, ElementType type, Shape shape) throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                direct.order(ByteOrder.nativeOrder()),
                shape.toArray(),
                javaType(type));
    }

    /** Returns the tensor with a leading batch axis of length one. */
    public static OnnxTensor single(Tensor tensor) throws OrtException {
        return view(tensor.elements(), tensor.type(), tensor.shape().within(1));
    }

    /** Copies tensors of one shape one after the other. */
    public static OnnxTensor stacked(List<Tensor> tensors) throws OrtException {
        Tensor first = tensors.getFirst();
        ByteBuffer memory = ByteBuffer.allocateDirect(Math.toIntExact(first.bytes() * tensors.size()));
        tensors.forEach(tensor -> memory.put(tensor.elements()));
        return view(memory.flip(), first.type(), first.shape().within(tensors.size()));
    }

    /** Returns landmarks as [N,478,3]. */
    public static OnnxTensor landmarks(List<FaceLandmarks> all) throws OrtException {
        ByteBuffer memory = ByteBuffer.allocateDirect(all.size() * FaceLandmarks.COUNT * 3 * Float.BYTES)
                .order(ByteOrder.nativeOrder());
        all.forEach(each -> {
            for (float coordinate : each.toArray()) {
                memory.putFloat(coordinate);
            }
        });
        return view(memory.flip(), ElementType.FLOAT32, Shape.of(all.size(), FaceLandmarks.COUNT, 3));
    }

    /** Returns integers as [N]. */
    public static OnnxTensor ints(int[] numbers) throws OrtException {
        ByteBuffer memory =
                ByteBuffer.allocateDirect(numbers.length * Integer.BYTES).order(ByteOrder.nativeOrder());
        memory.asIntBuffer().put(numbers);
        return view(memory, ElementType.INT32, Shape.of(numbers.length));
    }

    /** ONNX Runtime's name of the type. */
    public static OnnxJavaType javaType(ElementType type) {
        return switch (type) {
            case UINT8 -> OnnxJavaType.UINT8;
            case INT8 -> OnnxJavaType.INT8;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case FLOAT32 -> OnnxJavaType.FLOAT;
        };
    }
}
