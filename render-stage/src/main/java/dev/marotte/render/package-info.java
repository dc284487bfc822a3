/** Landmarks and identities become rendered frames: retargeting, drawing, loops and tables. */
@NullMarked
package dev.marotte.render;

import org.jspecify.annotations.NullMarked;
