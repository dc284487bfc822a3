/** How fast the whole chain is on this machine. */
@NullMarked
package dev.marotte.standalone.bench;

import org.jspecify.annotations.NullMarked;
