package dev.marotte.studio.web;

import dev.marotte.studio.access.Role;
import java.util.Optional;

/**
 * One operation of the API.
 *
 * @param method in capitals
 * @param path with variables in braces
 * @param least role that may use it; empty for anybody
 */
record ApiRoute(String method, String path, Optional<Role> least, Operation operation) {
    /** Answers a request. */
    @FunctionalInterface
    interface Operation {
        Reply answer(Call call) throws InterruptedException;
    }

    static ApiRoute of(String method, String path, Role least, Operation operation) {
        return new ApiRoute(method, path, Optional.of(least), operation);
    }

    static ApiRoute open(String method, String path, Operation operation) {
        return new ApiRoute(method, path, Optional.empty(), operation);
    }
}
