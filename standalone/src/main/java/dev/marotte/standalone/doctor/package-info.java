/** What works on this machine, and what does not. */
@NullMarked
package dev.marotte.standalone.doctor;

import org.jspecify.annotations.NullMarked;
