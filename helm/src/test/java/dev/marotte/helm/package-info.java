/** Checks of the chart in {@code helm/marotte}, without a cluster. */
@NullMarked
package dev.marotte.helm;

import org.jspecify.annotations.NullMarked;
