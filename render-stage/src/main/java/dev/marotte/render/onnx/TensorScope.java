package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The inputs of one run by name; closes them all. */
final class TensorScope implements AutoCloseable {
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

    void add(String name, OnnxTensor tensor) {
        tensors.put(name, tensor);
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
