/** Typed settings, read from a file, the environment and flags, in that order of strength. */
@NullMarked
package dev.marotte.runtime.settings;

import org.jspecify.annotations.NullMarked;
