package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import dev.marotte.studio.PushedSessions;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.live.CloseCodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class LiveSocketIT {
    private static final int PART = 600 << 10;

    @TempDir
    private Path folder;

    private KafkaBackend broker;
    private StudioParts parts;
    private StudioServer server;
    private Thread board;
    private final Session session = PushedSessions.open("live-1", "somebody");
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void serve() throws InterruptedException {
        broker = KafkaBackend.start();
        Cluster cluster = Cluster.at(broker.bootstrapServers());
        try (Admin admin = cluster.admin()) {
            new TopicSetup(admin, 3, 1, Duration.ofSeconds(30), InstantSource.system()).create(Topics.ALL);
        }
        parts = OfflineStudio.parts(folder, cluster);
        board = Thread.ofPlatform().name("board").start(parts.board()::run);
        parts.board().ask(store -> {
            store.open(session);
            return session;
        });
        Awaitility.await().until(() -> parts.board().find(session.id()).isPresent());
        server = parts.serve(0);
    }

    @AfterEach
    void close() throws InterruptedException {
        client.shutdownNow();
        server.close();
        parts.board().close();
        board.join();
        parts.live().close();
        broker.close();
    }

    @Test
    void isRefusedToAPageOfAnotherSiteAlthoughTokenAndSessionAreGood() {
        var elsewhere = connect("https://elsewhere.example", new Closing());
        var own = connect("http://127.0.0.1:" + server.port(), new Closing());

        assertThatThrownBy(elsewhere::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(own.join().getSubprotocol()).isEqualTo(LiveSocket.PROTOCOL);
    }

    @Test
    void isClosedAtAMessageThatIsTooLargeInOneOrInParts() throws Exception {
        Closing atOnce = new Closing();
        connect(atOnce).sendBinary(ByteBuffer.allocate(2 * PART), true);
        Closing inParts = new Closing();
        WebSocket line = connect(inParts);
        line.sendBinary(ByteBuffer.allocate(PART), false).join();
        line.sendBinary(ByteBuffer.allocate(PART), false);

        assertThat(inParts.code.get(20, TimeUnit.SECONDS)).isEqualTo(CloseCodes.MALFORMED);
        assertThat(atOnce.code.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void isClosedAtWordsThatAreTooLongOrNone() throws Exception {
        Closing tooLong = new Closing();
        connect(tooLong).sendText("x".repeat(SocketDesk.LARGEST_WORDS + 1), true);
        Closing noWords = new Closing();
        connect(noWords).sendText("{", true);
        Closing noMedia = new Closing();
        connect(noMedia).sendBinary(ByteBuffer.allocate(3), true);

        assertThat(tooLong.code.get(20, TimeUnit.SECONDS)).isEqualTo(CloseCodes.MALFORMED);
        assertThat(noWords.code.get(20, TimeUnit.SECONDS)).isEqualTo(CloseCodes.MALFORMED);
        assertThat(noMedia.code.get(20, TimeUnit.SECONDS)).isEqualTo(CloseCodes.MALFORMED);
    }

    @Test
    void isNotDrivenByAnotherDriversToken() throws Exception {
        Closing refused = new Closing();
        connect(refused).sendText("{\"drive\":{\"video\":\"jpeg\",\"sound\":\"none\"}}", true);

        assertThat(refused.code.get(20, TimeUnit.SECONDS)).isEqualTo(CloseCodes.MALFORMED);
    }

    private WebSocket connect(WebSocket.Listener listener) {
        return connect("http://127.0.0.1:" + server.port(), listener).join();
    }

    private CompletableFuture<WebSocket> connect(String origin, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .header("Origin", origin)
                .subprotocols(LiveSocket.PROTOCOL, "token." + parts.signer().issue(Role.DRIVER))
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + LiveSocket.PATH + session.id()), listener);
    }

    /** Knows with which code it was closed. */
    private static final class Closing implements WebSocket.Listener {
        private final CompletableFuture<Integer> code = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onClose(WebSocket line, int status, String reason) {
            code.complete(status);
            return CompletableFuture.completedFuture(status);
        }

        @Override
        public void onError(WebSocket line, Throwable problem) {
            code.completeExceptionally(problem);
        }
    }
}
