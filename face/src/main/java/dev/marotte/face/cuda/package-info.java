/** NVIDIA's CUDA runtime, called through Java's foreign functions. */
@NullMarked
package dev.marotte.face.cuda;

import org.jspecify.annotations.NullMarked;
