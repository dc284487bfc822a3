package dev.marotte.schemas;

import java.time.Instant;

/**
 * When a session was opened, and by whom.
 *
 * @param by the program or token that asked for it, never a person's name
 */
public record SessionOpening(Instant at, String by) {}
