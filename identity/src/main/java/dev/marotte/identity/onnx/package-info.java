/** A bundle's models in ONNX Runtime: the device, the encoder, and tensors over memory of ours. */
@NullMarked
package dev.marotte.identity.onnx;

import org.jspecify.annotations.NullMarked;
