/** The model that hears how a mouth stands, through ONNX Runtime. */
@NullMarked
package dev.marotte.speech.onnx;

import org.jspecify.annotations.NullMarked;
