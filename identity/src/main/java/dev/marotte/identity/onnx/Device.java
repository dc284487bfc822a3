package dev.marotte.render.onnx;

/** Devices that models run on. */
enum Device {
    CPU,
    CUDA
}
