package dev.marotte.studio.web;

import dev.marotte.schemas.Session;
import dev.marotte.studio.live.LiveDesk;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session as an endless stream, for programs that play streams by address. */
final class StreamBody {
    private static final Logger LOG = LoggerFactory.getLogger(StreamBody.class);

    private StreamBody() {}

    static void send(Session session, LiveDesk live, ServerResponse response) throws InterruptedException {
        response.header(HeaderNames.CONTENT_TYPE, "video/mp2t");
        try (OutputStream out = response.outputStream()) {
            live.stream(session, out);
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("A stream's reader is gone", gone);
        }
    }
}
