package dev.marotte.studio.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.studio.PushedSessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WebhooksTest {
    /** More than any machine needs to answer: a message that is sent again because nobody answered is counted too. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void signsTheTimeAndTheBody() {
        Webhooks webhooks = webhooks("http://127.0.0.1:9/", "0123456789abcdef");

        // By openssl: printf '1700000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(webhooks.signature(1_700_000_000, "{}"))
                .isEqualTo("t=1700000000,v1=e4f8e2ecae2295b2ddb2f0b5584c8275e226c0ebe9b3b819e70156bb67122e3e");
    }

    @Test
    void wantsASecretAndAnAddress() {
        assertThatThrownBy(() -> webhooks("http://127.0.0.1:9/", "short"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("studio.webhook.secret");
        assertThatThrownBy(() -> webhooks("ftp://127.0.0.1/", "0123456789abcdef"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not 'ftp://127.0.0.1/'");
    }

    @Test
    void tellsAReceiverOfEachEventAndTriesAgainWhereItIsNotTaken() throws IOException, InterruptedException {
        BlockingQueue<Delivery> taken = new LinkedBlockingQueue<>();
        AtomicInteger asked = new AtomicInteger();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", call -> {
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = asked.getAndIncrement() == 0;
            call.sendResponseHeaders(fails ? 503 : 204, -1);
            call.close();
            if (!fails) {
                taken.add(new Delivery(body, call.getRequestHeaders().getFirst("Marotte-Signature")));
            }
        });
        receiver.start();
        Webhooks webhooks = webhooks("http://127.0.0.1:" + receiver.getAddress().getPort() + "/", "0123456789abcdef");
        Thread sending = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(webhooks::run).isInstanceOf(InterruptedException.class));
        try {
            Session opened = PushedSessions.open("live-1", "a");
            webhooks.tell(Optional.empty(), opened);
            webhooks.tell(Optional.of(opened), opened.end(new Ended(EndReason.IDLE, "", Instant.EPOCH)));

            assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo(delivery(webhooks, "opened"));
            assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo(delivery(webhooks, "ended"));
            assertThat(asked).hasValue(3);
        } finally {
            sending.interrupt();
            sending.join();
            receiver.stop(0);
        }
    }

    private record Delivery(String body, String signature) {}

    private static Delivery delivery(Webhooks webhooks, String event) {
        String body = "{\"event\":\"session." + event + "\",\"session\":{}}";
        return new Delivery(body, webhooks.signature(0, body));
    }

    private static Webhooks webhooks(String address, String secret) {
        return new Webhooks(List.of(address), secret, _ -> "{}", () -> Instant.EPOCH, PATIENCE);
    }
}
