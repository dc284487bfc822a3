/**
 * Generators and encoders in ONNX Runtime, on the CPU or CUDA. A bundle is checked against the loaded model before the
 * first frame; a device that breaks is an exception that ends the process.
 */
@NullMarked
package dev.marotte.render.onnx;

import org.jspecify.annotations.NullMarked;
