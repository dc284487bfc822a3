package dev.marotte.studio.web;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Session;
import dev.marotte.studio.live.LiveDesk;
import java.nio.file.Path;

/** What a request is answered with. */
sealed interface Reply {
    /** An object as JSON. */
    record Json(int status, Object body) implements Reply {}

    /** Bytes of a type. */
    record Raw(String type, Bytes body) implements Reply {}

    /** A file, or the part of it that was asked for. */
    record Film(Path file) implements Reply {}

    /** What a session shows from now on. */
    record Stream(Session session, LiveDesk live) implements Reply {}

    /** Nothing to say. */
    record Empty() implements Reply {}

    static Reply of(Object body) {
        return new Json(200, body);
    }

    static Reply created(Object body) {
        return new Json(201, body);
    }
}
