/** The doctor's checks of OpenCV. An adapter package, so that no other package depends on it. */
@NullMarked
package dev.marotte.standalone.doctor.opencv;

import org.jspecify.annotations.NullMarked;
