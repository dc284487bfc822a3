package dev.marotte.identity.onnx;

/** The user's choice of a device for models. */
public enum DeviceChoice {
    /** CUDA where it works, else the CPU. */
    AUTO,
    CPU,
    /** CUDA or nothing. */
    CUDA
}
