package dev.marotte.standalone.cluster;

import dev.marotte.broker.testing.BrokerCluster;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;

/** Three brokers and two processes of each stage, all on this machine. One thread. */
final class TestCluster implements AutoCloseable {
    /** More where the machine is so busy that healthy processes miss it. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(Integer.getInteger("kills.session.seconds", 4));

    /** Of three brokers on a busy machine. */
    private static final Duration STARTING = Duration.ofMinutes(5);

    private static final int BROKERS = 3;
    private static final int PARTITIONS = 6;

    private final Path kafka;
    private final BrokerCluster brokers;
    private final List<StageProcess> stages = new ArrayList<>();

    private TestCluster(Path kafka, BrokerCluster brokers) {
        this.kafka = kafka;
        this.brokers = brokers;
    }

    /** Returns when the topics are there and all processes were started. */
    static TestCluster start(Path folder) throws IOException, InterruptedException {
        return start(folder, StageProcess.THIS_BUILD);
    }

    /** @param classPath of the build whose stages they are */
    static TestCluster start(Path folder, String classPath) throws IOException, InterruptedException {
        BrokerCluster brokers = BrokerCluster.start(folder, BROKERS, Map.of());
        Path kafka = Files.writeString(
                Files.createDirectories(folder).resolve("kafka.properties"),
                "bootstrap.servers=" + brokers.bootstrapServers() + "\n");
        TestCluster cluster = new TestCluster(kafka, brokers);
        try (Admin admin = cluster.client().admin()) {
            brokers.awaitAll(admin, STARTING);
            new TopicSetup(admin, PARTITIONS, BROKERS, STARTING, InstantSource.system()).create(Topics.ALL);
        }
        for (StageName stage : StageName.values()) {
            for (int number = 1; number <= 2; number++) {
                cluster.stages.add(cluster.stage(stage, folder, number, classPath));
            }
        }
        return cluster;
    }

    private StageProcess stage(StageName stage, Path folder, int number, String classPath) {
        String name = stage.name().toLowerCase(Locale.ROOT) + "-" + number;
        List<String> arguments = new ArrayList<>(List.of("--kafka", kafka.toString()));
        arguments.addAll(List.of("--set", "instance=" + name, "--set", TestEnrolment.SETTING));
        arguments.addAll(List.of("--set", "group.session.timeout=" + SESSION_TIMEOUT.toSeconds() + "s"));
        return StageProcess.start(stage, folder.resolve(name), arguments, classPath);
    }

    Cluster client() {
        return Cluster.at(brokers.bootstrapServers());
    }

    /** The file that names the cluster. */
    Path kafka() {
        return kafka;
    }

    BrokerCluster brokers() {
        return brokers;
    }

    List<StageProcess> stages() {
        return stages;
    }

    /** Starts again whatever has ended. */
    void startAgainWhatEnded() {
        stages.forEach(StageProcess::startAgainIfEnded);
        for (int number = 0; number < brokers.size(); number++) {
            if (!brokers.node(number).isAlive()) {
                brokers.node(number).restart();
            }
        }
    }

    /** Whether every partition has all of its replicas, so that a broker can be missed. */
    boolean isWhole() throws InterruptedException {
        try (Admin admin = client().admin()) {
            Collection<TopicDescription> topics = admin.describeTopics(
                            admin.listTopics(new ListTopicsOptions().listInternal(true))
                                    .names()
                                    .get())
                    .allTopicNames()
                    .get()
                    .values();
            return topics.stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (StageProcess stage : stages) {
            stage.kill();
        }
        brokers.close();
    }
}
