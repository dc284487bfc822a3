/** Enrolled identities with their pictures, and enrolment. */
@NullMarked
package dev.marotte.studio.people;

import org.jspecify.annotations.NullMarked;
