/** The model that infers the pose of a mouth from sound, through ONNX Runtime. */
@NullMarked
package dev.marotte.speech.onnx;

import org.jspecify.annotations.NullMarked;
