/**
 * The command line: one class for each command, with its options and its messages to the user. Options become settings,
 * requests and identities here; errors in them give one sentence and exit code 2.
 */
@NullMarked
package dev.marotte.standalone.command;

import org.jspecify.annotations.NullMarked;
