package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.Portraits;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.session.EnrolmentModels;
import dev.marotte.standalone.session.IdentityService;
import dev.marotte.standalone.session.MotionPresets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a process with all stages and the page in which a session ran, against what the dashboard and the documentation say of them. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MetricsIT {
    private static final Path ROOT = Path.of("..");
    private static final int FRAMES = 12;
    private static final int SIDE = 256;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private MetricsScrape scrape = MetricsScrape.of("");

    @BeforeAll
    void runASession(@TempDir Path folder) throws Exception {
        DataFolder data = new DataFolder(folder);
        var supervisor = new StageSupervisor(Duration.ofSeconds(30));
        var page = new CompletableFuture<String>();
        var all = new StageChoice(
                List.of(StageName.values()), factory -> List.of(factory.studio(data.path(), page::complete)));
        try (ClusterAccess access = ClusterAccess.of(data, cause -> supervisor.fail("broker", cause));
                supervisor;
                LocalStages stages = LocalStages.start(access.cluster(), Settings.none(), data, all, supervisor)) {
            Session session = session(enrol(access.cluster(), folder), folder);
            supervisor.await(supervisor.begin("session", () -> play(session, access.cluster())));
            supervisor.await(page);
            scrape = complete(stages.managementAddress());
        }
    }

    private static SessionState play(Session session, Cluster cluster) {
        try (SessionStore store = SessionStore.open(cluster, InstantSource.system())) {
            store.open(session);
            while (store.require(session.id()).isOpen()) {
                store.follow(Duration.ofMillis(100));
            }
            SessionState state = store.require(session.id()).state();
            assertThat(state)
                    .isInstanceOfSatisfying(
                            SessionState.Ended.class,
                            ended -> assertThat(ended.reason())
                                    .as(ended.sentence())
                                    .isEqualTo(EndReason.COMPLETED));
            return state;
        }
    }

    private static IdentityRef enrol(Cluster cluster, Path folder) throws IOException {
        Path portrait = Files.write(folder.resolve("portrait.jpg"), picture());
        var pictures = IdentityService.pictures(List.of(portrait)).pictures();
        try (var identities = new IdentityService(cluster)) {
            return identities.enrol(
                    "somebody",
                    new Consent.Stated("for this test"),
                    EnrolmentModels.enrol(RenderConfig.generator(Settings.none()), pictures));
        }
    }

    private static Session session(IdentityRef identity, Path folder) throws IOException {
        Path clip = folder.resolve("clip.mkv");
        byte[] jpeg = picture();
        List<ClipMaker.Shot> shots = IntStream.range(0, FRAMES)
                .mapToObj(index -> new ClipMaker.Shot(jpeg, index * 40L))
                .toList();
        ClipMaker.write(clip, SIDE, SIDE, shots, new byte[0]);
        return new Session(
                new SessionId("measured"),
                identity,
                Profile.LOSSLESS,
                MotionPresets.plain(false),
                new SessionSource.FileSource(clip.toString()),
                List.of(new SessionOutput.FileOutput(folder.resolve("out.mp4").toString(), false)),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.now(), "a test"),
                new SessionState.Open());
    }

    private static byte[] picture() {
        return Portraits.coded(Portraits.placed(SIDE, SIDE, 0, 0, 0.5), "jpg");
    }

    /** Waits for meters that come with the first event that they count, on threads of their own; what is missing in the end the tests say. */
    private static MetricsScrape complete(InetSocketAddress address) throws IOException, InterruptedException {
        List<String> documented = documented();
        MetricsScrape scraped = MetricsScrape.of(metrics(address));
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!scraped.rows().containsAll(documented) && System.nanoTime() < end) {
            boolean _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            scraped = MetricsScrape.of(metrics(address));
        }
        return scraped;
    }

    private static String metrics(InetSocketAddress address) throws IOException, InterruptedException {
        URI metrics = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws IOException {
        DashboardQueries dashboard = DashboardQueries.of(ROOT.resolve("deploy/grafana/marotte.json"));

        assertThat(dashboard.metrics()).hasSizeGreaterThan(20);
        assertThat(dashboard.missingIn(scrape)).isEmpty();
    }

    @Test
    void theDocumentationNamesTheMetersThatThereAre() throws IOException {
        assertThat(documented()).containsExactlyElementsOf(scrape.rows());
    }

    /** The first columns of the table. */
    private static List<String> documented() throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve("docs/metrics.md"))) {
            return lines.filter(line -> line.startsWith("| `marotte_"))
                    .map(line -> Stream.of(line.split(Pattern.quote("|"), -1))
                            .map(String::strip)
                            .toList())
                    .map(columns -> String.join(" | ", columns.subList(1, 5)))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyTimerIsAHistogramInEveryStage() {
        assertThat(scrape.samples())
                .filteredOn(sample ->
                        sample.name().startsWith("marotte_") && sample.name().endsWith("_seconds_count"))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(
                                scrape.has(sample.name().replace("_count", "_bucket"), sample.labels()))
                        .as(sample.toString())
                        .isTrue());
    }
}
