/**
 * Reports what works on this machine and what does not. Each check tries the thing itself instead of trusting a list of
 * what is there.
 */
@NullMarked
package dev.marotte.standalone.doctor;

import org.jspecify.annotations.NullMarked;
