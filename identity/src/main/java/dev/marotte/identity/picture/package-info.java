/** Picture files as they lie there: their kinds, whether they are whole, how large they are and what their colours mean. */
@NullMarked
package dev.marotte.render.picture;

import org.jspecify.annotations.NullMarked;
