package dev.marotte.render.onnx;

/** Where the user wants models to run. */
public enum DeviceChoice {
    /** On CUDA where it works, else on the CPU. */
    AUTO,
    CPU,
    /** On CUDA or not at all. */
    CUDA
}
