package dev.marotte.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    private Path folder;

    @Test
    void topicsAreStillThereAfterARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Admin admin = admin(broker)) {
            create("kept", admin);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Admin admin = admin(broker)) {
            assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).contains("kept");
        }
    }

    /** Formatting writes them down; a broker that finds none takes lesser ones without a word. */
    @Test
    void aNewFolderHasTheFeaturesOfItsVersion() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Admin admin = admin(broker)) {
            assertThat(admin.describeFeatures()
                            .featureMetadata()
                            .get(60, TimeUnit.SECONDS)
                            .finalizedFeatures())
                    .containsKeys("metadata.version", "group.version", "transaction.version");
        }
    }

    /** Kafka splits names of folders at commas, when it reads a snapshot of the books; a new folder has one. */
    @Test
    void aFolderMayHaveACommaInItsName() throws Exception {
        Path comma = folder.resolve("a,b");
        keep(comma);
        assertThat(comma.resolve("kafka/kept-0")).isDirectory();
        try (EmbeddedBroker broker = EmbeddedBroker.start(comma);
                Admin admin = admin(broker)) {
            assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).contains("kept");
        }
    }

    @Test
    void partitionsThatTheBooksDoNotListEndTheStartAndAreKept() throws Exception {
        keep(folder);
        Path unlisted = Files.move(folder.resolve("kafka/kept-0"), folder.resolve("kafka/other-0"));
        assertRefused("other-0", "not in the broker's books");
        assertThat(unlisted).isDirectory();
    }

    @Test
    void partitionsWithoutBooksEndTheStartAndAreKept() throws Exception {
        keep(folder);
        Files.move(folder.resolve("kafka/__cluster_metadata-0"), folder.resolve("books"));
        assertRefused("kept-0", "not the broker's books");
        Files.move(folder.resolve("books"), folder.resolve("kafka/__cluster_metadata-0"));
        Files.delete(folder.resolve("kafka/meta.properties"));
        assertRefused("kept-0", "not the broker's books");
        assertThat(folder.resolve("kafka/kept-0")).isDirectory();
    }

    /** As Kafka names its files where the language of the process is Arabic or Persian. */
    @Test
    void digitsOfAnotherLanguageEndTheStart() throws Exception {
        keep(folder);
        Files.move(
                folder.resolve("kafka/kept-0/00000000000000000000.log"),
                folder.resolve("kafka/kept-0/\u0660\u0660.log"));
        assertRefused("kept-0", "digits of its own");
    }

    /** A request that the broker was slow to answer is sent again, for it closes the connection, and then the topic is there already. */
    private static void create(String topic, Admin admin) throws Exception {
        try {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        }
    }

    private static void keep(Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Admin admin = admin(broker);
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            create("kept", admin);
            producer.send(new ProducerRecord<>("kept", "a record")).get(60, TimeUnit.SECONDS);
        }
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> EmbeddedBroker.start(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aFolderBelongsToOneBroker() {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("in use by another process");
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidSoAndTheFolderIsFreeAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, port, _ -> {}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("port " + port);
        }
        FolderLock.take(folder).close();
    }

    @Test
    void aPortCanBeChosen() {
        int port = freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, _ -> {})) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidSo() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("data")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot be written");
    }

    /** Kafka notices at the latest when it writes its checkpoints, every five seconds, and would halt the virtual machine. */
    @Test
    void aFolderThatIsLostIsToldAndDoesNotEndTheProcess() throws Exception {
        CompletableFuture<RuntimeException> told = new CompletableFuture<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, told::complete);
                Admin admin = admin(broker)) {
            create("lost", admin);
            awaitItsFolder(new TopicPartition("lost", 0), admin);
            Files.move(folder.resolve("kafka"), folder.resolve("gone"));
            assertThat(told.get(60, TimeUnit.SECONDS)).isInstanceOf(BadInputException.class);
        }
    }

    /** Made after the topic is there, it would bring back the folder that is lost: only a partition that has one answers. */
    private static void awaitItsFolder(TopicPartition partition, Admin admin) throws Exception {
        admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get(60, TimeUnit.SECONDS);
    }

    @Test
    void closingTwiceIsFine() {
        EmbeddedBroker broker = EmbeddedBroker.start(folder);
        broker.close();
        broker.close();
    }

    /** None of those that the system gives by itself, or another process could be given it meanwhile. */
    private static int freePort() {
        return new Random()
                .ints(20_000, 32_000)
                .limit(100)
                .filter(EmbeddedBrokerTest::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
