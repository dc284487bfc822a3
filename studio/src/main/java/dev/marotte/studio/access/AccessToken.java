package dev.marotte.studio.access;

import java.time.Instant;

/**
 * The right of one browser or programme.
 *
 * @param id by chance; names what it opened
 */
public record AccessToken(String id, Role role, Instant until) {}
