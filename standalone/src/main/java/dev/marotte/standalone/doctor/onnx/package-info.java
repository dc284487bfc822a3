/** The doctor's checks of ONNX Runtime. An adapter package, so that no other package depends on it. */
@NullMarked
package dev.marotte.standalone.doctor.onnx;

import org.jspecify.annotations.NullMarked;
