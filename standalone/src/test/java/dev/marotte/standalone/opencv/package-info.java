/** Pictures for the tests. */
@NullMarked
package dev.marotte.standalone.opencv;

import org.jspecify.annotations.NullMarked;
