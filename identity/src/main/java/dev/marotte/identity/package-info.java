/**
 * Source pictures become enrolled identities, without anything that draws: generator bundles, embeddings, enrolment, and who is enrolled. The
 * render stage builds on it and holds what moves a face: retargeting, drawing, loops and tables.
 */
@NullMarked
package dev.marotte.identity;

import org.jspecify.annotations.NullMarked;
