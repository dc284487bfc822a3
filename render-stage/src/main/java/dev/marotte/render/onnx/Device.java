package dev.marotte.render.onnx;

/** Where models run. */
enum Device {
    CPU,
    CUDA
}
