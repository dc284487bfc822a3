/** Generators that run in ONNX Runtime. */
@NullMarked
package dev.marotte.render.onnx;

import org.jspecify.annotations.NullMarked;
