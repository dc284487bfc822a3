/** The page and its server. */
@NullMarked
package dev.marotte.studio;

import org.jspecify.annotations.NullMarked;
