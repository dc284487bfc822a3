package dev.marotte.identity.onnx;

/** Devices that models run on. */
public enum Device {
    CPU,
    CUDA
}
