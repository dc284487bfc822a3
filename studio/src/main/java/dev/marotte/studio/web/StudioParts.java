package dev.marotte.studio.web;

import dev.marotte.schemas.Session;
import dev.marotte.studio.StudioConfig;
import dev.marotte.studio.access.EntryCodes;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.live.LiveDesk;
import dev.marotte.studio.live.LiveFigures;
import dev.marotte.studio.people.EnrolmentDesk;
import dev.marotte.studio.people.Gallery;
import dev.marotte.studio.people.PictureTray;
import dev.marotte.studio.sessions.SessionBoard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the studio's routes work with.
 *
 * @param films folder of the films that are made of recordings
 */
public record StudioParts(
        StudioConfig config,
        SessionBoard board,
        LiveDesk live,
        Gallery gallery,
        EnrolmentDesk desk,
        TokenSigner signer,
        EntryCodes codes,
        Path films,
        MeterRegistry meters,
        InstantSource clock) {
    /** All operations of the API. */
    List<ApiRoute> routes() {
        List<ApiRoute> routes = new ArrayList<>();
        routes.addAll(new EntryRoutes(codes, signer).routes());
        routes.addAll(new IdentityRoutes(gallery, desk, new PictureTray(clock), config.largestPicture()).routes());
        routes.addAll(new SessionRoutes(board, live, gallery, config.sessionsPerToken(), clock).routes());
        routes.addAll(new StreamRoutes(board, live, signer, clock).routes());
        routes.addAll(new FilmRoutes(board, gallery, signer, films, clock).routes());
        return routes;
    }

    /** Starts to serve; the caller closes it. */
    public StudioServer serve(int port) {
        return StudioServer.start(config, port, routes(), sockets());
    }

    /** What live sockets share; also registers the meter of viewers' answers. */
    SocketDesk sockets() {
        Timer glass = Timer.builder("marotte.studio.glass")
                .description("From a frame's capture to when a viewer saw it.")
                .tag("stage", "studio")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        return new SocketDesk(
                board,
                live,
                signer,
                new SameOrigin(config.origins()),
                config.framesPerSecond(),
                micros -> glass.record(Math.max(0, micros), TimeUnit.MICROSECONDS),
                clock);
    }

    /** The text message of a session, as sent to viewers. */
    public static String written(Session session) {
        return "{\"session\":" + json(session) + "}";
    }

    /** A session as JSON. */
    public static String json(Session session) {
        return JsonText.of(SessionText.of(session));
    }

    /** The text message of figures, as sent to viewers. */
    public static String written(LiveFigures figures) {
        return "{\"figures\":" + JsonText.of(SessionText.of(figures)) + "}";
    }
}
