/** Doctor's questions to ONNX Runtime. An adapter package, so that no other one knows it. */
@NullMarked
package dev.marotte.standalone.doctor.onnx;

import org.jspecify.annotations.NullMarked;
