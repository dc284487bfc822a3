package dev.marotte.render.onnx;

/** Where models run. */
public enum Device {
    CPU,
    CUDA
}
