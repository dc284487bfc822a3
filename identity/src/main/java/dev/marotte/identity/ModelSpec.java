package dev.marotte.identity;

import java.util.List;

/**
 * One ONNX file of a bundle.
 *
 * @param file name inside the bundle
 * @param sha256 of the file, lower-case hex
 */
public record ModelSpec(String file, String sha256, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    public ModelSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
