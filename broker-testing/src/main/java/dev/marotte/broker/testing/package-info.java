/** The broker that integration tests run on; in test scope only. */
@NullMarked
package dev.marotte.broker.testing;

import org.jspecify.annotations.NullMarked;
