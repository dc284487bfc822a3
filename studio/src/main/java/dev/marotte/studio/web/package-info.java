/** Routes of the studio over HTTP and WebSocket. */
@NullMarked
package dev.marotte.studio.web;

import org.jspecify.annotations.NullMarked;
