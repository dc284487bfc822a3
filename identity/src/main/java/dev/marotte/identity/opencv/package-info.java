/** Source pictures with OpenCV: decoding, cutting and coding. */
@NullMarked
package dev.marotte.identity.opencv;

import org.jspecify.annotations.NullMarked;
