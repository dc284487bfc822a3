package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.studio.ClosingCode;
import dev.marotte.studio.PushedSessions;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.live.CloseCodes;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class LiveSocketIT {
    private static final int PART = 600 << 10;
    /** RFC 6455, 7.4.1. */
    private static final int TOO_LARGE = 1009;

    @TempDir
    private Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(3);

    private StudioParts parts;
    private StudioServer server;
    private Thread board;
    private final Session session = PushedSessions.open("live-1", "somebody");
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void serve() throws InterruptedException {
        parts = OfflineStudio.parts(folder, Cluster.at(broker.bootstrapServers()));
        board = Thread.ofPlatform().name("board").start(parts.board()::run);
        parts.board().ask(store -> {
            store.open(session);
            return session;
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> parts.board().find(session.id()).isPresent());
        server = parts.serve(0);
    }

    @AfterEach
    void close() throws InterruptedException {
        client.shutdownNow();
        server.close();
        parts.board().close();
        board.join();
        parts.live().close();
    }

    @Test
    void isRefusedToAPageOfAnotherSiteAlthoughTokenAndSessionAreGood() {
        var elsewhere = connect("https://elsewhere.example", new ClosingCode());
        var own = connect("http://127.0.0.1:" + server.port(), new ClosingCode());

        assertThatThrownBy(elsewhere::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(own.join().getSubprotocol()).isEqualTo(LiveSocket.PROTOCOL);
    }

    @Test
    void isClosedAtAMessageThatIsTooLargeInParts() throws Exception {
        ClosingCode inParts = new ClosingCode();
        WebSocket line = connect(inParts);
        line.sendBinary(ByteBuffer.allocate(PART), false).join();
        line.sendBinary(ByteBuffer.allocate(PART), false);

        assertThat(inParts.await()).isEqualTo(CloseCodes.MALFORMED);
    }

    /** The header alone is sent, for a client that is still writing when the server hangs up can lose the answer. */
    @Test
    void isClosedAtTheHeaderOfAFrameThatIsTooLarge() throws IOException {
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            line.setSoTimeout(60_000);
            line.getOutputStream().write(upgrade().getBytes(StandardCharsets.US_ASCII));
            DataInputStream answer = new DataInputStream(line.getInputStream());
            assertThat(headers(answer)).startsWith("HTTP/1.1 101");

            line.getOutputStream().write(headerOfBinaryFrame(2 * PART));

            assertThat(answer.readUnsignedByte()).isEqualTo(0x88);
            assertThat(answer.readUnsignedByte()).isGreaterThanOrEqualTo(Short.BYTES);
            assertThat(answer.readUnsignedShort()).isEqualTo(TOO_LARGE);
        }
    }

    private String upgrade() {
        return String.join(
                "\r\n",
                "GET " + LiveSocket.PATH + session.id() + " HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                "Origin: http://127.0.0.1:" + server.port(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Protocol: " + LiveSocket.PROTOCOL + ", token."
                        + parts.signer().issue(Role.DRIVER),
                "",
                "");
    }

    private static String headers(DataInputStream answer) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            read.append((char) answer.readUnsignedByte());
        }
        return read.toString();
    }

    /** A last, masked frame whose length takes eight bytes (RFC 6455, 5.2), with a mask of zeros. */
    private static byte[] headerOfBinaryFrame(long length) {
        return ByteBuffer.allocate(14)
                .put((byte) 0x82)
                .put((byte) 0xff)
                .putLong(length)
                .array();
    }

    @Test
    void isClosedAtWordsThatAreTooLongOrNone() throws Exception {
        ClosingCode tooLong = new ClosingCode();
        connect(tooLong).sendText("x".repeat(SocketDesk.LARGEST_WORDS + 1), true);
        ClosingCode noWords = new ClosingCode();
        connect(noWords).sendText("{", true);
        ClosingCode noMedia = new ClosingCode();
        connect(noMedia).sendBinary(ByteBuffer.allocate(3), true);

        assertThat(tooLong.await()).isEqualTo(CloseCodes.MALFORMED);
        assertThat(noWords.await()).isEqualTo(CloseCodes.MALFORMED);
        assertThat(noMedia.await()).isEqualTo(CloseCodes.MALFORMED);
    }

    @Test
    void isNotDrivenByAnotherDriversToken() throws Exception {
        ClosingCode refused = new ClosingCode();
        connect(refused).sendText("{\"drive\":{\"video\":\"jpeg\",\"sound\":\"none\"}}", true);

        assertThat(refused.await()).isEqualTo(CloseCodes.MALFORMED);
    }

    @Test
    void isNotDrivenWhenTheSessionHasEndedSinceItWasOpened() throws Exception {
        ClosingCode ended = new ClosingCode();
        WebSocket line = connect(ended, Role.OPERATOR);
        parts.board().ask(store -> store.end(session.id(), EndReason.STOPPED, ""));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        parts.board().find(session.id()).filter(Session::isOpen).isEmpty());
        line.sendText("{\"drive\":{\"video\":\"jpeg\",\"sound\":\"none\"}}", true);

        assertThat(ended.await()).isEqualTo(CloseCodes.ENDED);
        assertThat(parts.live().silence(session.id())).isEmpty();
    }

    @Test
    void isDrivenOnceByOneClient() throws Exception {
        ClosingCode twice = new ClosingCode();
        WebSocket line = connect(twice, Role.OPERATOR);
        line.sendText("{\"drive\":{\"video\":\"jpeg\",\"sound\":\"none\"}}", true)
                .join();
        line.sendText("{\"drive\":{\"video\":\"jpeg\",\"sound\":\"none\"}}", true);

        assertThat(twice.await()).isEqualTo(CloseCodes.MALFORMED);
    }

    private WebSocket connect(WebSocket.Listener listener, Role role) {
        return connect("http://127.0.0.1:" + server.port(), listener, role).join();
    }

    private WebSocket connect(WebSocket.Listener listener) {
        return connect("http://127.0.0.1:" + server.port(), listener).join();
    }

    private CompletableFuture<WebSocket> connect(String origin, WebSocket.Listener listener) {
        return connect(origin, listener, Role.DRIVER);
    }

    private CompletableFuture<WebSocket> connect(String origin, WebSocket.Listener listener, Role role) {
        return client.newWebSocketBuilder()
                .header("Origin", origin)
                .subprotocols(LiveSocket.PROTOCOL, "token." + parts.signer().issue(role))
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + LiveSocket.PATH + session.id()), listener);
    }
}
