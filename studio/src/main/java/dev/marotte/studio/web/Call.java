package dev.marotte.studio.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionId;
import dev.marotte.studio.access.AccessToken;
import dev.marotte.studio.access.Role;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A request with the token that it came with. */
record Call(ServerRequest request, Optional<AccessToken> token) {
    private static final int LARGEST_JSON = 64 << 10;

    AccessToken caller() {
        return token.orElseThrow(Refusal::unknown);
    }

    void require(Role role) {
        if (!caller().role().includes(role)) {
            throw Refusal.forbidden("this needs the role " + role.word() + ", and yours is "
                    + caller().role().word());
        }
    }

    /** The part of the path that is a variable in the route. */
    String variable(String name) {
        return request.path().pathParameters().get(name);
    }

    SessionId session() {
        try {
            return new SessionId(variable("session"));
        } catch (IllegalArgumentException noId) {
            throw Refusal.notFound("there is no such session");
        }
    }

    Optional<String> query(String name) {
        return request.query().first(name).asOptional();
    }

    /** The body as an object. */
    <T> T json(Class<T> type) {
        byte[] body = bytes(LARGEST_JSON);
        try {
            return JsonText.MAPPER.readValue(body.length == 0 ? new byte[] {'{', '}'} : body, type);
        } catch (JsonProcessingException e) {
            throw new BadInputException(
                    "the request is not the JSON that is wanted here: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as it is. */
    byte[] bytes(int most) {
        try (InputStream body = request.content().inputStream()) {
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw Refusal.tooLarge("at most " + (most >> 10) + " kB are taken here");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
