/** Health and metrics of a process over HTTP. */
@NullMarked
package dev.marotte.runtime.management;

import org.jspecify.annotations.NullMarked;
