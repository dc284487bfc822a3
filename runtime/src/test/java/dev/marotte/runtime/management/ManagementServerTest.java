package dev.marotte.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.schemas.BadInputException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManagementServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final AtomicReference<Health> health = new AtomicReference<>(new Health.Starting("its models"));
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void isReadyOnlyWhileItsStageWorksAndLiveUntilItHasFailed() throws Exception {
        try (var server = start()) {
            assertThat(statusOf("/readyz", server)).isEqualTo(503);
            assertThat(statusOf("/livez", server)).isEqualTo(200);
            assertThat(get("/readyz", server).body()).isEqualTo("render: starting, awaits its models\n");

            health.set(new Health.Ready());
            assertThat(statusOf("/readyz", server)).isEqualTo(200);

            health.set(new Health.Draining());
            assertThat(statusOf("/readyz", server)).isEqualTo(503);
            assertThat(statusOf("/livez", server)).isEqualTo(200);

            health.set(new Health.Failed("the device is gone"));
            assertThat(statusOf("/livez", server)).isEqualTo(503);
            assertThat(get("/livez", server).body()).contains("the device is gone");
        }
    }

    @Test
    void showsItsMetersInPrometheusWords() throws Exception {
        meters.counter("marotte.frames", "outcome", "rendered").increment(3);
        try (var server = start()) {
            assertThat(get("/metrics", server).body()).contains("marotte_frames_total{outcome=\"rendered\"} 3.0");
        }
    }

    @Test
    void aPortInUseIsRefusedWithASentence() {
        try (var server = start()) {
            assertThatThrownBy(() -> ManagementServer.start(server.address(), new ProcessHealth(List.of()), meters))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(
                            "the management port " + server.address().getPort() + " cannot be used");
        }
    }

    private ManagementServer start() {
        return ManagementServer.start(ANY_PORT, new ProcessHealth(List.of(new FixedStage())), meters);
    }

    private static int statusOf(String path, ManagementServer server) throws IOException, InterruptedException {
        return get(path, server).statusCode();
    }

    private static HttpResponse<String> get(String path, ManagementServer server)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Only its health is asked for. */
    private final class FixedStage implements Stage {
        @Override
        public String name() {
            return "render";
        }

        @Override
        public void run() {}

        @Override
        public Health health() {
            return health.get();
        }

        @Override
        public void close() {}
    }
}
