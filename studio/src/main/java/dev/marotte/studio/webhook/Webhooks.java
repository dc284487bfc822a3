package dev.marotte.studio.webhook;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies programs when sessions are opened, changed or ended. Each message is signed, in {@code Marotte-Signature: t=SECONDS,v1=HEX}, by HMAC-SHA-256 over
 * {@code SECONDS.BODY}, so a receiver knows who sent it and when. Sending is tried three times; messages that do not fit into the queue are dropped and
 * logged. {@link #run} is for one thread, {@link #tell} for any.
 */
public final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int MOST_WAITING = 256;
    private static final int SHORTEST_SECRET = 16;
    private static final int TRIES = 3;
    private static final int GOOD = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ALGORITHM = "HmacSHA256";

    private final List<URI> addresses;
    private final byte[] secret;
    private final Function<Session, String> written;
    private final InstantSource clock;
    private final Duration patience;
    private final CountDownLatch pause = new CountDownLatch(1);
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /**
     * @param written a session as JSON
     * @throws BadInputException if an address is not valid, or the secret is too short
     */
    public Webhooks(List<String> addresses, String secret, Function<Session, String> written, InstantSource clock) {
        this(addresses, secret, written, clock, PATIENCE);
    }

    /** @param patience for a receiver's answer; when it passes the message is sent again */
    Webhooks(
            List<String> addresses,
            String secret,
            Function<Session, String> written,
            InstantSource clock,
            Duration patience) {
        this.addresses = addresses.stream().map(Webhooks::address).toList();
        if (!addresses.isEmpty() && secret.length() < SHORTEST_SECRET) {
            throw new BadInputException(
                    "webhooks need a secret of at least " + SHORTEST_SECRET + " characters: set studio.webhook.secret");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.written = written;
        this.clock = clock;
        this.patience = patience;
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // Refused below, like an address that leads nowhere.
        }
        throw new BadInputException(
                "the setting studio.webhooks has http:// or https:// addresses, not '" + text + "'");
    }

    /** Queues the notification of a session's change. */
    public void tell(Optional<Session> before, Session now) {
        if (addresses.isEmpty()) {
            return;
        }
        String event = before.isEmpty() ? "opened" : now.isOpen() ? "changed" : "ended";
        if (!waiting.offer("{\"event\":\"session." + event + "\",\"session\":" + written.apply(now) + "}")) {
            LOG.atWarn().addKeyValue("session", now.id()).log("Webhooks are too slow; an event is left out");
        }
    }

    /** Sends until the thread is interrupted. */
    public void run() throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(patience).build()) {
            while (!Thread.currentThread().isInterrupted()) {
                String body = waiting.take();
                for (URI address : addresses) {
                    send(client, address, body);
                }
            }
        }
    }

    private void send(HttpClient client, URI address, String body) throws InterruptedException {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            if (isTaken(client, address, body)) {
                return;
            }
            if (attempt < TRIES) {
                boolean _ = pause.await(attempt, TimeUnit.SECONDS);
            }
        }
        LOG.atWarn().addKeyValue("host", address.getHost()).log("Webhook was not taken");
    }

    private boolean isTaken(HttpClient client, URI address, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Marotte-Signature", signature(clock.instant().getEpochSecond(), body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() < GOOD;
        } catch (IOException e) {
            return false;
        }
    }

    String signature(long seconds, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] signed = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
