/** Landmarks and identities become rendered frames; pictures become identities. */
@NullMarked
package dev.marotte.render;

import org.jspecify.annotations.NullMarked;
