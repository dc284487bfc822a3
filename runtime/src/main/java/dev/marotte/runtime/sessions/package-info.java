/** The sessions of a cluster: opened, listed, ended, deleted, and shared out among processes by a consumer group. */
@NullMarked
package dev.marotte.runtime.sessions;

import org.jspecify.annotations.NullMarked;
