package dev.marotte.studio.web;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Session;
import dev.marotte.studio.live.LiveDesk;
import java.nio.file.Path;

/** The answer to a request. */
sealed interface Reply {
    /** An object as JSON. */
    record Json(int status, Object body) implements Reply {}

    /** Bytes with a content type. */
    record Raw(String type, Bytes body) implements Reply {}

    /** A file, or the requested part of it. */
    record Film(Path file) implements Reply {}

    /** A session's live stream, from now on. */
    record Stream(Session session, LiveDesk live) implements Reply {}

    /** An answer without a body. */
    record Empty() implements Reply {}

    static Reply of(Object body) {
        return new Json(200, body);
    }

    static Reply created(Object body) {
        return new Json(201, body);
    }
}
