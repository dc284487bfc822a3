/**
 * Measures how fast the whole chain is on this machine. A run opens sessions like any client and watches the topics;
 * the stages do not know that they are measured.
 */
@NullMarked
package dev.marotte.standalone.bench;

import org.jspecify.annotations.NullMarked;
