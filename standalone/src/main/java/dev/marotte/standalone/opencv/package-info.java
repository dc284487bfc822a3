/** What doctor asks of OpenCV. */
@NullMarked
package dev.marotte.standalone.opencv;

import org.jspecify.annotations.NullMarked;
