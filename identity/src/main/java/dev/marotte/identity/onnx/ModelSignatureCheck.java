package dev.marotte.identity.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.marotte.identity.ElementType;
import dev.marotte.identity.ModelSpec;
import dev.marotte.identity.TensorSpec;
import dev.marotte.identity.TensorSpec.Axis;
import dev.marotte.schemas.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Checks what a loaded model declares against what bundle.json says of it. */
final class ModelSignatureCheck {
    private ModelSignatureCheck() {}

    /** @throws BadInputException if they differ */
    static void check(OrtSession session, ModelSpec spec) throws OrtException {
        check(spec, spec.inputs(), session.getInputInfo());
        check(spec, spec.outputs(), session.getOutputInfo());
    }

    private static void check(ModelSpec spec, List<TensorSpec> expected, Map<String, NodeInfo> declared) {
        for (TensorSpec tensor : expected) {
            NodeInfo node = declared.get(tensor.name());
            if (node == null
                    || !(node.getInfo() instanceof TensorInfo info)
                    || !spec(tensor.name(), info).agreesWith(tensor)) {
                throw new BadInputException(
                        spec.file() + " does not have the tensor " + tensor.name() + " as bundle.json describes it");
            }
        }
        if (declared.size() != expected.size()) {
            throw new BadInputException(spec.file() + " has tensors that bundle.json does not describe");
        }
    }

    private static TensorSpec spec(String name, TensorInfo info) {
        List<Axis> axes = LongStream.of(info.getShape())
                .mapToObj(ModelSignatureCheck::axis)
                .toList();
        return new TensorSpec(name, elementType(info.type), axes);
    }

    /** ONNX Runtime returns -1 for a length that is not fixed. */
    private static Axis axis(long length) {
        return length < 0 ? new Axis.Named("?") : new Axis.Fixed(length);
    }

    static ElementType elementType(OnnxJavaType type) {
        return switch (type) {
            case UINT8 -> ElementType.UINT8;
            case INT8 -> ElementType.INT8;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case FLOAT16 -> ElementType.FLOAT16;
            case FLOAT -> ElementType.FLOAT32;
            case DOUBLE, INT16, BOOL, STRING, BFLOAT16, UNKNOWN ->
                throw new BadInputException(
                        "the generator's model uses tensors of " + type + ", which bundles do not have");
        };
    }
}
