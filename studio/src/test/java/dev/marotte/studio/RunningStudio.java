package dev.marotte.studio;

import dev.marotte.identity.GeneratorChoice;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A studio as a process runs it, and an admin who uses it. */
final class RunningStudio implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Studio studio;
    private final Thread thread;
    private final URI base;
    private final String token;

    private RunningStudio(Studio studio, CompletableFuture<String> address) throws Exception {
        this.studio = studio;
        thread = Thread.ofPlatform().name("studio").start(() -> {
            try {
                studio.run();
            } catch (InterruptedException | RuntimeException e) {
                address.completeExceptionally(e);
            }
        });
        URI entry = URI.create(address.get(60, TimeUnit.SECONDS));
        base = entry.resolve("/");
        token = token(entry.getFragment().substring("code=".length()));
    }

    /** Starts one of a cluster that has the topics. */
    static RunningStudio start(Path data, Cluster cluster, InstantSource clock) throws Exception {
        CompletableFuture<String> address = new CompletableFuture<>();
        var place = new Studio.Place(data, GeneratorChoice.DEFAULT, address::complete);
        StudioConfig config = StudioConfig.of(Settings.of(Map.of()));
        return new RunningStudio(new Studio(place, config, cluster, clock, new SimpleMeterRegistry()), address);
    }

    private String token(String code) throws IOException, InterruptedException {
        String said = http.send(
                        HttpRequest.newBuilder(base.resolve("/api/entry"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher found = TOKEN.matcher(said);
        if (!found.find()) {
            throw new IOException("no token in " + said);
        }
        return found.group(1);
    }

    /** What it says of a session, as JSON. */
    String session(String id) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(base.resolve("/api/sessions/" + id))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** The live socket of a session. */
    WebSocket connect(String id, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .subprotocols("marotte.v1", "token." + token)
                .buildAsync(URI.create("ws://" + base.getAuthority() + "/api/live/" + id), listener)
                .join();
    }

    @Override
    public void close() throws InterruptedException {
        http.shutdownNow();
        studio.close();
        thread.join();
    }
}
