/** Pixels by OpenCV: portraits are read and cut, crops put back and coded. An adapter package: no {@code Mat} leaves it. */
@NullMarked
package dev.marotte.render.opencv;

import org.jspecify.annotations.NullMarked;
