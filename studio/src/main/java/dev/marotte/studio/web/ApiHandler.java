package dev.marotte.studio.web;

import dev.marotte.schemas.BadInputException;
import dev.marotte.studio.access.AccessToken;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.sessions.SessionBoard;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a route into a handler: identifies the caller, refuses what the caller may not do, and states a refusal as one sentence in JSON. */
record ApiHandler(ApiRoute route, TokenSigner signer, SameOrigin origin) implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final String BEARER = "Bearer ";
    private static final int UNUSABLE = 422;
    private static final int BROKEN = 500;
    private static final int UNAVAILABLE = 503;

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        try {
            answer(request, response);
        } catch (Refusal refusal) {
            say(response, refusal.status(), String.valueOf(refusal.getMessage()));
        } catch (BadInputException unusable) {
            say(response, UNUSABLE, String.valueOf(unusable.getMessage()));
        } catch (SessionBoard.Unanswered later) {
            say(response, UNAVAILABLE, String.valueOf(later.getMessage()));
        } catch (CloseConnectionException gone) {
            // The player of a stream or a film has disconnected: nobody would read an answer.
            throw gone;
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("route", route.path()).setCause(e).log("Request failed");
            say(response, BROKEN, "something is broken here; the log says what");
        }
    }

    private void answer(ServerRequest request, ServerResponse response) throws InterruptedException {
        if (!route.method().equals("GET") && !origin.allows(request.headers())) {
            throw Refusal.forbidden("a page of another site may not ask for this");
        }
        Call call = new Call(request, token(request.headers()));
        route.least().ifPresent(call::require);
        switch (route.operation().answer(call)) {
            case Reply.Json(int status, Object body) -> {
                response.status(Status.create(status)).header(HeaderNames.CONTENT_TYPE, "application/json");
                response.send(JsonText.of(body).getBytes(StandardCharsets.UTF_8));
            }
            case Reply.Raw(String type, var body) -> {
                response.header(HeaderNames.CONTENT_TYPE, type);
                response.send(body.unsafeArray());
            }
            case Reply.Film(var file) -> FilmBody.send(file, request, response);
            case Reply.Stream(var session, var live) -> StreamBody.send(session, live, response);
            case Reply.Empty() -> response.status(Status.NO_CONTENT_204).send();
        }
    }

    private Optional<AccessToken> token(Headers headers) {
        return headers.first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.startsWith(BEARER))
                .flatMap(value -> signer.read(value.substring(BEARER.length())));
    }

    private static void say(ServerResponse response, int status, String sentence) {
        response.status(Status.create(status)).header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(JsonText.of(Map.of("error", sentence)).getBytes(StandardCharsets.UTF_8));
    }
}
