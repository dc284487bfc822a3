package dev.marotte.studio.access;

import java.time.Instant;

/**
 * The rights of one browser or program.
 *
 * @param id random; recorded with what the token's holder opens
 */
public record AccessToken(String id, Role role, Instant until) {}
