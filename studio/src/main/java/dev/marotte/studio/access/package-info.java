/** Who may do what: roles, tokens and the one-time codes that they are had for. */
@NullMarked
package dev.marotte.studio.access;

import org.jspecify.annotations.NullMarked;
