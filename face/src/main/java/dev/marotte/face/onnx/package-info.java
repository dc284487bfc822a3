/**
 * The face models on ONNX Runtime. {@link dev.marotte.face.onnx.FaceModels} loads them once and gives each thread a
 * finder or tracker of its own; {@link dev.marotte.face.onnx.OnnxRuntime} starts the runtime for every module, without
 * its telemetry.
 */
@NullMarked
package dev.marotte.face.onnx;

import org.jspecify.annotations.NullMarked;
