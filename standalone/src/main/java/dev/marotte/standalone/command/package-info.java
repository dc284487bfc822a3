/**
 * The command line: one class a command, which says what is wanted, and what a user is told. Options become settings,
 * requests and identities here; what is wrong with them is one sentence and exit code 2.
 */
@NullMarked
package dev.marotte.standalone.command;

import org.jspecify.annotations.NullMarked;
