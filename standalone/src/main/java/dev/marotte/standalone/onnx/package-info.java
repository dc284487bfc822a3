/** What doctor asks of ONNX Runtime. */
@NullMarked
package dev.marotte.standalone.onnx;

import org.jspecify.annotations.NullMarked;
