package dev.marotte.studio.web;

import dev.marotte.runtime.ShownHost;
import dev.marotte.schemas.BadInputException;
import dev.marotte.studio.StudioConfig;
import io.helidon.common.tls.Tls;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.staticcontent.ClasspathHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The web server of the studio: page, API and live sockets on one port. It has its own threads. */
public final class StudioServer implements AutoCloseable {
    /** Small, so that a slow viewer's network causes backpressure here instead of seconds of buffered video. */
    private static final int SEND_BUFFER = 96 << 10;

    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** Kept in a field: a collected logger loses its level, and Helidon would print about itself to a terminal. */
    @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"})
    private final Logger quieted;

    private final WebServer server;
    private final boolean secure;
    private final String host;

    private StudioServer(Logger quieted, WebServer server, boolean secure, String host) {
        this.quieted = quieted;
        this.server = server;
        this.secure = secure;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @throws BadInputException if the port is not available, or the certificate cannot be read
     */
    static StudioServer start(StudioConfig config, int port, List<ApiRoute> routes, SocketDesk sockets) {
        Logger quieted = quieted();
        boolean secure = !config.certificate().isEmpty();
        WebServerConfig.Builder builder = WebServer.builder()
                .host(config.host())
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(CLOSING)
                .maxPayloadSize(config.largestPicture() + 1L)
                .connectionOptions(
                        socket -> socket.socketSendBufferSize(SEND_BUFFER).tcpNoDelay(true))
                .addProtocol(WsConfig.builder()
                        .name("websocket")
                        .maxFrameLength(SocketDesk.LARGEST_MEDIA)
                        .build())
                .routing(http -> route(http, routes, sockets))
                .addRouting(WsRouting.builder().endpoint(LiveSocket.PATH + "{session}", () -> new LiveSocket(sockets)));
        if (secure) {
            builder.tls(tls(config));
        }
        return new StudioServer(quieted, listen(builder.build(), config.host(), port), secure, config.host());
    }

    private static Logger quieted() {
        Logger logger = Logger.getLogger("io.helidon");
        logger.setLevel(Level.WARNING);
        return logger;
    }

    private static WebServer listen(WebServer server, String host, int port) {
        try {
            askFor(host, port);
            if (!server.start().isRunning()) {
                throw new IOException("another program took the port meanwhile");
            }
            return server;
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(
                    "the studio's port " + port + " cannot be used; name another with --port, 0 for any", e);
        }
    }

    /** Fails if the port is not available; Helidon would report that by stack traces and not by an exception. */
    private static void askFor(String host, int port) throws IOException {
        new ServerSocket(port, 0, InetAddress.getByName(host)).close();
    }

    private static void route(HttpRouting.Builder http, List<ApiRoute> routes, SocketDesk sockets) {
        http.addFilter(new PageHeaders());
        for (ApiRoute route : routes) {
            http.route(
                    Method.create(route.method()),
                    route.path(),
                    new ApiHandler(route, sockets.signer(), sockets.origin()));
        }
        http.register(
                "/",
                StaticContentFeature.createService(ClasspathHandlerConfig.builder()
                        .location("dev/marotte/studio/page")
                        .welcome("index.html")
                        .build()));
    }

    private static Tls tls(StudioConfig config) {
        return Certificates.of(config.certificate(), config.certificateKey());
    }

    public int port() {
        return server.port();
    }

    /** The page's address with a code in its fragment, which no server and no log sees. */
    public String address(String code) {
        return (secure ? "https://" : "http://") + ShownHost.of(host) + ":" + port() + "/#code=" + code;
    }

    @Override
    public void close() {
        server.stop();
    }
}
