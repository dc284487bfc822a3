package dev.marotte.runtime.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.marotte.schemas.BadInputException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics of a process over HTTP: {@code /livez} fails when a stage has failed for good, {@code /readyz} fails until all of them
 * work, {@code /metrics} is in Prometheus' text format. No request changes anything. It has threads of its own, which end with
 * {@link #close}.
 */
public final class ManagementServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    /** Time for responses that are being written; after it the connections are cut. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final HttpServer server;
    private final ExecutorService threads;

    private ManagementServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts listening.
     *
     * @param address port 0 takes any free one
     * @throws BadInputException if the port cannot be bound
     */
    public static ManagementServer start(
            InetSocketAddress address, ProcessHealth health, PrometheusMeterRegistry meters) {
        HttpServer server = bind(address);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/livez", exchange -> answer(exchange, health.isLive(), health.lines()));
        server.createContext("/readyz", exchange -> answer(exchange, health.isReady(), health.lines()));
        server.createContext("/metrics", exchange -> scrape(exchange, meters));
        server.start();
        return new ManagementServer(server, threads);
    }

    private static HttpServer bind(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new BadInputException(
                    "the management port " + address.getPort() + " cannot be used: " + e.getMessage()
                            + "; name another with --set management.port=PORT, 0 for any",
                    e);
        }
    }

    /** The address on which it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** A meter that cannot be read is a bug of ours: it is logged, and the scraper gets an error. */
    private static void scrape(HttpExchange exchange, PrometheusMeterRegistry meters) throws IOException {
        String text;
        try {
            text = meters.scrape();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Metrics cannot be written");
            answer(exchange, false, "metrics cannot be written; the log says why\n");
            return;
        }
        answer(exchange, true, text);
    }

    private static void answer(HttpExchange exchange, boolean good, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(good ? OK : UNAVAILABLE, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(Math.toIntExact(CLOSING.toSeconds()));
        threads.close();
    }
}
