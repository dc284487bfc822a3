package dev.marotte.identity.onnx;

/** Result of an attempt to use CUDA. */
sealed interface CudaTrial {
    /** A model was loaded. */
    record Works() implements CudaTrial {}

    /** No model could be loaded. */
    record Fails(String reason) implements CudaTrial {}
}
