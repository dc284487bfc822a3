/** Who may do what: roles, tokens, and the one-time codes that are exchanged for tokens. */
@NullMarked
package dev.marotte.studio.access;

import org.jspecify.annotations.NullMarked;
