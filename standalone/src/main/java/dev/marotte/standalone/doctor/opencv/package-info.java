/** Doctor's questions to OpenCV. An adapter package, so that no other one knows it. */
@NullMarked
package dev.marotte.standalone.doctor.opencv;

import org.jspecify.annotations.NullMarked;
