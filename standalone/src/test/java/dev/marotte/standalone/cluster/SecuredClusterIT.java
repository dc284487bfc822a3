package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import dev.marotte.standalone.CommandRun;
import dev.marotte.standalone.Portraits;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that demands TLS, passwords and rights: every stage gets along with those of {@code deploy/acl.csv}, and nobody gets along without. */
@Timeout(900)
final class SecuredClusterIT {
    private static final String OPERATOR = "operator";
    private static final int PARTITIONS = 2;
    /** More than ingest reads ahead before it asks how far the next stage is. */
    private static final int FRAMES = 60;

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void eachStageWorksWithTheRightsThatItIsGivenAndNoOther() throws Exception {
        try (SecuredCluster cluster = SecuredCluster.start(folder.resolve("cluster"))) {
            createTopics(cluster);
            for (StageName stage : StageName.values()) {
                cluster.stage(stage, SecuredCluster.nameOf(stage));
            }
            refusesWhoDoesNotSayWhoHeIs(cluster);
            buriesWhatNobodyCanRead(cluster);
            completesASession(cluster);
            commandsOfTheOperator(cluster);
            assertThat(cluster.denied()).isEmpty();
            doesNotRenderAsTheSink(cluster);
        }
    }

    private static void refusesWhoDoesNotSayWhoHeIs(SecuredCluster cluster) {
        assertThatThrownBy(() -> ask(cluster.client(cluster.security().client(OPERATOR, "guessed")), LONGEST))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> ask(cluster.client(cluster.security().nobody()), A_WHILE))
                .hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> ask(cluster.client(Map.of()), A_WHILE)).hasCauseInstanceOf(TimeoutException.class);
    }

    /** Any request; a client that the broker hangs up on tries again until its time is over. */
    private static String ask(Cluster cluster, Duration patience) throws Exception {
        Map<String, Object> settings = cluster.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(A_WHILE.toMillis())));
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private void createTopics(SecuredCluster cluster) throws IOException {
        run(cluster, "topics", "--create", "--partitions", String.valueOf(PARTITIONS), "--replication", "1");
    }

    /** Runs a command as the operator. */
    private void run(SecuredCluster cluster, String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--kafka", cluster.kafkaOf(OPERATOR).toString()));
        CommandRun run = CommandRun.of(folder.resolve("data"), arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    private void completesASession(SecuredCluster cluster) throws IOException {
        Cluster operator = cluster.clientOf(OPERATOR);
        Path portrait = folder.resolve("portrait.jpg");
        Files.write(portrait, picture(0));
        IdentityRef identity = TestEnrolment.enrol(operator, "mona", portrait);
        try (SessionStore store = SessionStore.open(operator, InstantSource.system())) {
            SessionWave wave = SessionWave.open("secured", List.of(clip()), identity, folder.resolve("secured"), store);
            wave.awaitDone(store, LONGEST);
            wave.assertSameAs(wave, store);
            assertThat(folder.resolve("secured/clip.mp4")).isNotEmptyFile();
            completesOtherKinds(wave.sessions().getFirst(), store);
        }
        awaitPicturesDeleted(operator);
    }

    /** What takes rights that the first one does not: live, a voice, replayed and forgotten at once, and refused. */
    private void completesOtherKinds(Session first, SessionStore store) {
        Session live = OtherSessions.live(first, folder.resolve("live.mp4"));
        Session voice = OtherSessions.voice(folder.resolve("clip.mkv"), first, folder.resolve("voice.mp4"));
        Session replay = OtherSessions.replay(first, folder.resolve("replay.mp4"));
        Session refused = OtherSessions.of(folder.resolve("no-such-clip.mkv"), first, folder.resolve("refused.mp4"));
        Stream.of(live, voice, replay, refused).forEach(store::open);
        await().atMost(LONGEST).pollInSameThread().untilAsserted(() -> {
            store.refresh();
            assertThat(reasonOf(live, store)).contains(EndReason.COMPLETED);
            assertThat(reasonOf(voice, store)).contains(EndReason.COMPLETED);
            assertThat(reasonOf(refused, store)).contains(EndReason.REFUSED);
            assertThat(store.find(replay.id())).isEmpty();
        });
        assertThat(folder.resolve("replay.mp4")).isNotEmptyFile();
    }

    private static Optional<EndReason> reasonOf(Session session, SessionStore store) {
        return store.require(session.id()).state() instanceof Ended ended
                ? Optional.of(ended.reason())
                : Optional.empty();
    }

    /** The driver's pictures go as soon as the session has ended, which takes rights too. */
    private static void awaitPicturesDeleted(Cluster operator) {
        try (Admin admin = operator.admin()) {
            await().atMost(LONGEST)
                    .until(() -> offsets(Topics.FRAMES, PARTITIONS, OffsetSpec.earliest(), admin)
                            .anyMatch(first -> first > 0));
        }
    }

    private static Stream<Long> offsets(Topic<?> topic, int partitions, OffsetSpec which, Admin admin)
            throws Exception {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic.name(), number), _ -> which));
        return admin.listOffsets(asked).all().get().values().stream().map(ListOffsetsResultInfo::offset);
    }

    private static void buriesWhatNobodyCanRead(SecuredCluster cluster) throws Exception {
        try (var producer = cluster.clientOf("ingest").producer(Map.of())) {
            producer.send(new ProducerRecord<>(Topics.FRAMES.name(), new byte[] {'a'}, new byte[] {1, 2, 3}))
                    .get();
        }
        try (Admin admin = cluster.clientOf(OPERATOR).admin()) {
            await().atMost(LONGEST)
                    .until(() -> offsets(Topics.DEAD_LETTERS, 1, OffsetSpec.latest(), admin)
                            .anyMatch(next -> next > 0));
        }
    }

    private void commandsOfTheOperator(SecuredCluster cluster) throws IOException {
        run(cluster, "identities");
        run(cluster, "session", "list");
        run(cluster, "session", "delete", "secured-clip");
    }

    private Path clip() throws IOException {
        Path clip = folder.resolve("clip.mkv");
        List<Shot> shots = IntStream.range(0, FRAMES)
                .mapToObj(index -> new Shot(picture(index), index * 40L))
                .toList();
        ClipMaker.write(clip, 256, 256, shots, new byte[ClipMaker.SAMPLE_RATE * 2 * FRAMES / 25]);
        return clip;
    }

    private static byte[] picture(int index) {
        return Portraits.coded(Portraits.placed(256, 256, index % 8, 0, 0.5), "jpg");
    }

    private static void doesNotRenderAsTheSink(SecuredCluster cluster) throws IOException {
        StageProcess render = cluster.stage(StageName.RENDER, "sink");
        await().atMost(LONGEST).until(() -> !render.isAlive());
        assertThat(render.said()).doesNotContain("ready");
        // Which of a renderer's names it is first denied is a race of its threads.
        assertThat(cluster.denied())
                .anyMatch(denied -> denied.startsWith("sink describe ") && denied.contains(" marotte-render-"));
    }
}
