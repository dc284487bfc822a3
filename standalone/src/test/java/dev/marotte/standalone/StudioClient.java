package dev.marotte.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A programme that uses the studio as any other could: by its address, HTTP and a WebSocket. Any thread. */
public final class StudioClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    private StudioClient(URI address) throws IOException, InterruptedException {
        base = address.resolve("/");
        String code = address.getFragment().substring("code=".length());
        token = text("token", answer(request("/api/entry"), json("{\"code\":\"" + code + "\"}")));
    }

    /** @param address as the studio prints it */
    public static StudioClient enter(String address) throws IOException, InterruptedException {
        return new StudioClient(URI.create(address));
    }

    /** Enrols the person of a picture. */
    public void enrol(Path picture, String name) throws IOException, InterruptedException {
        String picked = text("id", answer(authorized("/api/pictures?name=face.jpg"), BodyPublishers.ofFile(picture)));
        post(
                "/api/identities",
                "{\"name\":\"" + name + "\",\"consent\":\"For this test.\",\"pictures\":[\"" + picked + "\"]}");
    }

    /** Opens a session; its name. */
    public String open(String identity, boolean voice) throws IOException, InterruptedException {
        return text("id", post("/api/sessions", "{\"identity\":\"" + identity + "\",\"voice\":" + voice + "}"));
    }

    /** Opens a session of a voice that is sent to a stream besides pages; its name. */
    String openVoice(String identity, String stream) throws IOException, InterruptedException {
        return text(
                "id",
                post(
                        "/api/sessions",
                        "{\"identity\":\"" + identity + "\",\"voice\":true,\"outputs\":[\"" + stream + "\"]}"));
    }

    public void end(String session) throws IOException, InterruptedException {
        post("/api/sessions/" + session + "/end", "{}");
    }

    /** Deletes a session that has ended, with all that is recorded of it. */
    public void delete(String session) throws IOException, InterruptedException {
        send(authorized("/api/sessions/" + session).DELETE());
    }

    public void revoke(String identity) throws IOException, InterruptedException {
        send(authorized("/api/identities/" + identity).DELETE());
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return answer(authorized(path), json(body));
    }

    private static BodyPublisher json(String body) {
        return BodyPublishers.ofString(body);
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json");
    }

    private String answer(HttpRequest.Builder request, BodyPublisher body) throws IOException, InterruptedException {
        return send(request.POST(body));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        String said = new String(answer.body(), UTF_8);
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.uri().getPath() + ": " + answer.statusCode() + " " + said);
        }
        return said;
    }

    private static String text(String name, String json) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in what the studio says");
        }
        return found.group(1);
    }

    /** The live socket of a session. */
    public WebSocket connect(String session, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .subprotocols("marotte.v1", "token." + token)
                .buildAsync(URI.create("ws://" + base.getAuthority() + "/api/live/" + session), listener)
                .join();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
