package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.studio.access.Role;
import dev.marotte.studio.sessions.SessionBoard;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StudioServerTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private StudioParts parts;
    private StudioServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void serve() {
        parts = OfflineStudio.parts(folder);
        server = parts.serve(0);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void answersNothingWithoutAToken() throws IOException, InterruptedException {
        for (ApiRoute route : parts.routes()) {
            if (route.least().isPresent()) {
                String path = route.path().replaceAll("\\{[a-z]+}", "x");
                HttpResponse<String> answer = send(request(path).method(route.method(), BodyPublishers.ofString("{}")));
                assertThat(answer.statusCode())
                        .as("%s %s", route.method(), path)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void answersNothingToAWrongToken() throws IOException, InterruptedException {
        String token = parts.signer().issue(Role.VIEWER).replace("viewer", "admin");

        assertThat(send(request("/api/me").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // roles stand in the order of their rights
    void holdsEveryRouteAgainstTheRoleBelow() throws IOException, InterruptedException {
        for (ApiRoute route : parts.routes()) {
            if (route.least().filter(role -> role != Role.VIEWER).isPresent()) {
                Role below = Role.values()[route.least().orElseThrow().ordinal() - 1];
                String path = route.path().replaceAll("\\{[a-z]+}", "x");
                HttpResponse<String> answer =
                        send(as(below, path).method(route.method(), BodyPublishers.ofString("{}")));
                assertThat(answer.statusCode())
                        .as("%s %s", route.method(), path)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void letsTheCodeOfItsAddressInOnce() throws IOException, InterruptedException {
        String code = parts.codes().make(Role.ADMIN);

        assertThat(server.address(code)).endsWith("/#code=" + code);
        assertThat(enter(code).statusCode()).isEqualTo(201);
        assertThat(enter(code).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> enter(String code) throws IOException, InterruptedException {
        return send(request("/api/entry").POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}")));
    }

    @Test
    void refusesWhatAPageOfAnotherSiteAsksFor() throws IOException, InterruptedException {
        HttpRequest.Builder invitation = as(Role.ADMIN, "/api/invitations")
                .header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.ofString("{\"role\":\"admin\"}"));

        HttpResponse<String> answer = send(invitation);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("another site");
        HttpRequest.Builder own = as(Role.ADMIN, "/api/invitations")
                .header("Origin", "http://127.0.0.1:" + server.port())
                .POST(BodyPublishers.ofString("{\"role\":\"admin\"}"));
        assertThat(send(own).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesASocketOfAnotherSiteOrWithoutAToken() {
        String token = "token." + parts.signer().issue(Role.ADMIN);

        assertRefused("https://elsewhere.example", token);
        assertRefused("http://127.0.0.1:" + server.port(), "token.none");
        assertRefused("http://127.0.0.1:" + server.port(), token);
    }

    private void assertRefused(String origin, String token) {
        var connecting = client.newWebSocketBuilder()
                .header("Origin", origin)
                .subprotocols("marotte.v1", token)
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + server.port() + "/api/live/none"), new WebSocket.Listener() {});
        assertThatThrownBy(connecting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../key",
                "/%2e%2e/key",
                "/..%2fkey",
                "/%2e%2e%2f%2e%2e%2fetc/passwd",
                "//etc/passwd",
                "/studio.css/../../web/StudioServer.class",
                "/api/films/..%2f..%2fkey"
            })
    void givesNoFileButThePage(String path) throws IOException {
        Files.writeString(folder.resolve("key.txt"), "secret");
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String asked =
                    "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nConnection: close\r\n\r\n";
            line.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
            line.setSoTimeout(60_000);
            byte[] first = new byte[64 << 10];
            String answer = new String(first, 0, line.getInputStream().read(first), StandardCharsets.ISO_8859_1);

            assertThat(answer).matches(text -> text.startsWith("HTTP/1.1 40"), "refused");
            assertThat(answer).doesNotContain("root:").doesNotContain("StudioServer");
        }
    }

    @Test
    void refusesAnUploadThatIsTooLarge() throws IOException, InterruptedException {
        byte[] large = new byte[MEGABYTE + 1];

        HttpResponse<String> answer = send(as(Role.DRIVER, "/api/pictures").POST(BodyPublishers.ofByteArray(large)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void saysWhyAFileIsNoPicture() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(as(Role.DRIVER, "/api/pictures?name=mona.jpg").POST(BodyPublishers.ofString("<html>")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("mona.jpg cannot be read: it is a web page");
    }

    @Test
    void letsNobodyBelowAnOperatorSayWhereStreamsGo() throws IOException, InterruptedException {
        assertThat(open(Role.DRIVER, "[\"srt://127.0.0.1:9001\"]")).isEqualTo(403);
        assertThat(open(Role.OPERATOR, "[\"srt://127.0.0.1:9001\"]"))
                .as("nobody is enrolled here")
                .isEqualTo(422);
    }

    @Test
    void takesNoOutputsButAFewStreams() throws IOException, InterruptedException {
        for (String other : List.of("file:///etc/passwd", "/tmp/film.mp4", "srt://127.0.0.1", "concat:a|b")) {
            HttpResponse<String> answer = send(opening(Role.ADMIN, "[\"" + other + "\"]"));
            assertThat(answer.statusCode()).as(other).isEqualTo(422);
            assertThat(answer.body()).as(other).doesNotContain("nobody is enrolled");
        }
        String stream = "\"srt://127.0.0.1:9001\"";
        HttpResponse<String> five =
                send(opening(Role.ADMIN, "[" + String.join(",", Collections.nCopies(5, stream)) + "]"));
        assertThat(five.body()).contains("at most 4 streams");
    }

    private int open(Role role, String outputs) throws IOException, InterruptedException {
        return send(opening(role, outputs)).statusCode();
    }

    private HttpRequest.Builder opening(Role role, String outputs) {
        return as(role, "/api/sessions")
                .POST(BodyPublishers.ofString("{\"identity\":\"x\",\"voice\":true,\"outputs\":" + outputs + "}"));
    }

    @Test
    void answersNothingToWhoeverIsGone() {
        ApiRoute route = ApiRoute.open("GET", "/api/gone", _ -> {
            throw new ServerConnectionException("the line is broken", new IOException("broken pipe"));
        });
        try (StudioServer gone = StudioServer.start(parts.config(), 0, List.of(route), parts.sockets())) {
            URI address = URI.create("http://127.0.0.1:" + gone.port() + "/api/gone");
            assertThatThrownBy(() -> send(HttpRequest.newBuilder(address))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysOfAClusterThatDoesNotAnswerThatItDoesNot() throws IOException, InterruptedException {
        ApiRoute route = ApiRoute.open("GET", "/api/slow", _ -> {
            throw new SessionBoard.Unanswered("the cluster does not answer");
        });
        try (StudioServer slow = StudioServer.start(parts.config(), 0, List.of(route), parts.sockets())) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + slow.port() + "/api/slow")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("the cluster does not answer");
        }
    }

    @Test
    void refusesJsonThatItDoesNotKnow() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                as(Role.ADMIN, "/api/invitations").POST(BodyPublishers.ofString("{\"role\":\"viewer\",\"more\":1}")));

        assertThat(answer.statusCode()).isEqualTo(422);
        String long64 = "{\"role\":\"" + "x".repeat(70_000) + "\"}";
        assertThat(send(as(Role.ADMIN, "/api/invitations").POST(BodyPublishers.ofString(long64)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void servesAPageThatLoadsNothingOfOthersInLessThan200Kilobytes() throws IOException, InterruptedException {
        HttpResponse<String> page = send(request("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
        long weight = 0;
        for (String file : new String[] {
            "",
            "studio.css",
            "icon.svg",
            "studio.js",
            "api.js",
            "dom.js",
            "people.js",
            "live.js",
            "socket.js",
            "camera.js",
            "samples.js",
            "screen.js",
            "graph.js",
            "sessions.js",
            "recordings.js"
        }) {
            HttpResponse<String> part = send(request("/" + file));
            assertThat(part.statusCode()).as(file).isEqualTo(200);
            weight += part.body().length();
        }
        assertThat(weight).isLessThan(200_000);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpRequest.Builder as(Role role, String path) {
        return request(path).header("Authorization", "Bearer " + parts.signer().issue(role));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
