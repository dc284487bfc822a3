/**
 * Tells what works on this machine and what does not, in words. Each check tries the thing itself instead of believing a
 * list of what is there.
 */
@NullMarked
package dev.marotte.standalone.doctor;

import org.jspecify.annotations.NullMarked;
