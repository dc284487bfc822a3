/** The command line: what a user types, and what a user is told. */
@NullMarked
package dev.marotte.standalone.command;

import org.jspecify.annotations.NullMarked;
