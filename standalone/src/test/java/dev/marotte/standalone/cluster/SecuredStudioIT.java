package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.schemas.StageName;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import dev.marotte.standalone.Portraits;
import dev.marotte.standalone.StudioClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The studio as a user of its own at a broker that demands rights: those of {@code deploy/acl.csv} are enough, and none is too many. */
@Timeout(900)
@Tag("alone")
final class SecuredStudioIT {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+#code=\\S+(?=\\s)");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration FRAME = Duration.ofMillis(40);
    private static final String CAMERA = "{\"video\":\"jpeg\",\"sound\":\"none\"}";
    private static final String VOICE = "{\"sound\":\"pcm\",\"rate\":48000}";
    /** Said of a session once a second, for as long as its client is heard. */
    private static final String SIGN = "studio write topic marotte.reports";

    private static final int ENOUGH = 10;
    /** Two seconds. */
    private static final int SAMPLES = 2 * 48_000;

    @TempDir
    private Path folder;

    @Test
    void theStudioWorksWithTheRightsThatItIsGivenAndUsesAllOfThem() throws Exception {
        try (SecuredCluster cluster = SecuredCluster.start(folder.resolve("cluster"))) {
            createTopics(cluster);
            for (StageName stage : List.of(StageName.LANDMARK, StageName.SPEECH, StageName.RENDER)) {
                cluster.stage(stage, SecuredCluster.nameOf(stage));
            }
            StageProcess studio = cluster.studio();
            try (StudioClient client = StudioClient.enter(address(studio))) {
                drivenByACameraAndByAVoice(client, cluster);
                assertThat(cluster.denied()).isEmpty();
                assertThat(unused(cluster)).isEmpty();
                endsWithoutTheRightToReadPictures(studio, client, cluster);
            }
        }
    }

    private static void createTopics(SecuredCluster cluster) throws InterruptedException {
        try (Admin admin = cluster.clientOf("operator").admin()) {
            new TopicSetup(admin, 2, 1, LONGEST, InstantSource.system()).create(Topics.ALL);
        }
    }

    private static String address(StageProcess studio) {
        return await().atMost(LONGEST).until(() -> find(studio.said()), found -> !found.isEmpty());
    }

    private static String find(String said) {
        return ADDRESS.matcher(said)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
    }

    /** All that the studio does at the cluster: enrols, opens, sends, shows, ends, deletes, revokes. */
    private void drivenByACameraAndByAVoice(StudioClient client, SecuredCluster cluster)
            throws IOException, InterruptedException {
        Path portrait = folder.resolve("portrait.jpg");
        Files.write(portrait, picture(0));
        client.enrol(portrait, "mona");
        String camera = client.open("mona", false);
        LiveClient filmed = LiveClient.of(client, camera, CAMERA);
        showUntil(() -> filmed.pictures() >= ENOUGH && cluster.allowed().contains(SIGN), filmed);
        String voice = client.open("mona", true);
        LiveClient spoken = LiveClient.of(client, voice, VOICE);
        spoken.say(noise(SAMPLES));
        await().atMost(LONGEST).until(() -> spoken.pictures() >= ENOUGH && spoken.sounds() >= ENOUGH);
        for (String session : List.of(camera, voice)) {
            client.end(session);
            client.delete(session);
        }
        client.revoke("mona");
    }

    /** A camera's frame every 40 ms. */
    private static void showUntil(Callable<Boolean> isEnough, LiveClient camera) {
        await().atMost(LONGEST).pollInterval(FRAME).pollInSameThread().until(() -> {
            camera.show(picture((int) (System.nanoTime() / FRAME.toNanos() % 8)));
            return isEnough.call();
        });
    }

    private static byte[] picture(int shift) {
        return Portraits.coded(Portraits.placed(256, 256, shift, 0, 0.5), "jpg");
    }

    private static byte[] noise(int samples) {
        byte[] noise = new byte[2 * samples];
        new Random(samples).nextBytes(noise);
        return noise;
    }

    /** Rights of the studio that nothing asked for. */
    private static List<String> unused(SecuredCluster cluster) throws IOException {
        List<String> allowed = cluster.allowed();
        return rights().filter(right -> allowed.stream().noneMatch(asked -> covers(right, asked)))
                .map(AclBinding::toString)
                .toList();
    }

    private static Stream<AclBinding> rights() throws IOException {
        return AccessRights.shipped().stream()
                .filter(right -> right.role().equals(SecuredCluster.STUDIO))
                .flatMap(AccessRights::bindings);
    }

    private static boolean covers(AclBinding right, String asked) {
        String sentence = AccessRights.sentence(right);
        return right.pattern().patternType() == PatternType.PREFIXED
                ? asked.startsWith(sentence)
                : asked.equals(sentence);
    }

    /** A process that cannot do its work ends, and says why. */
    private void endsWithoutTheRightToReadPictures(StageProcess studio, StudioClient client, SecuredCluster cluster)
            throws Exception {
        AclBinding right = rights().filter(
                        each -> AccessRights.sentence(each).equals("studio read topic marotte.rendered"))
                .findFirst()
                .orElseThrow();
        client.enrol(folder.resolve("portrait.jpg"), "lisa");
        String session = client.open("lisa", false);
        cluster.take(right);
        // It ends while a client that had more to say would still be speaking.
        LiveClient.watching(client, session);
        await().atMost(LONGEST).until(() -> !studio.isAlive());
        assertThat(cluster.denied()).containsExactly(AccessRights.sentence(right));
        assertThat(studio.said()).contains("TopicAuthorizationException");
    }
}
