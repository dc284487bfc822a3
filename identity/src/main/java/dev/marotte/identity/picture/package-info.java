/** Picture files as they lie there: their kinds, whether they are whole, how large they are and what their colours mean. */
@NullMarked
package dev.marotte.identity.picture;

import org.jspecify.annotations.NullMarked;
