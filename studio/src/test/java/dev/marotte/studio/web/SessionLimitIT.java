package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import dev.marotte.studio.PushedSessions;
import dev.marotte.studio.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who has as many sessions as a token may have gets no other one, and is told why; who has fewer is not kept from it. */
@Timeout(300)
final class SessionLimitIT {
    @TempDir
    private Path folder;

    @Test
    void aTokenHasNoMoreOpenSessionsThanItMay() throws Exception {
        try (KafkaBackend broker = KafkaBackend.start()) {
            Cluster cluster = Cluster.at(broker.bootstrapServers());
            try (Admin admin = cluster.admin()) {
                new TopicSetup(admin, 1, 1, Duration.ofSeconds(30), InstantSource.system()).create(Topics.ALL);
            }
            StudioParts parts = OfflineStudio.parts(folder, cluster, Map.of("studio.sessions.per.token", "1"));
            Thread board = Thread.ofPlatform().name("board").start(parts.board()::run);
            String owner = parts.signer().issue(Role.DRIVER);
            open(parts, parts.signer().read(owner).orElseThrow().id());

            try (StudioServer server = parts.serve(0)) {
                HttpResponse<String> refused = ask(server, owner);
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.body()).contains("you have 1 open sessions, which is the limit; end one first");
                assertThat(ask(server, parts.signer().issue(Role.DRIVER)).body())
                        .contains("nobody is enrolled");
            } finally {
                parts.board().close();
                board.join();
            }
        }
    }

    private static void open(StudioParts parts, String token) throws InterruptedException {
        var session = PushedSessions.open("live-1", token);
        parts.board().ask(store -> {
            store.open(session);
            return session;
        });
    }

    private static HttpResponse<String> ask(StudioServer server, String token)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/sessions"))
                            .header("Authorization", "Bearer " + token)
                            .POST(BodyPublishers.ofString("{\"identity\":\"mona\"}"))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
