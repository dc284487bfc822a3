/** The face models on ONNX Runtime. */
@NullMarked
package dev.marotte.face.onnx;

import org.jspecify.annotations.NullMarked;
