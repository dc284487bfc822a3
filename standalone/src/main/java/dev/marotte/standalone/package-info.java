/**
 * The {@code marotte} command. {@code command} is what a user types, {@code session} a session as one command sees it,
 * {@code run} what runs in this process; none of them adds logic of a stage.
 */
@NullMarked
package dev.marotte.standalone;

import org.jspecify.annotations.NullMarked;
