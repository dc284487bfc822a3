/** Stream addresses as users write them. */
@NullMarked
package dev.marotte.media;

import org.jspecify.annotations.NullMarked;
