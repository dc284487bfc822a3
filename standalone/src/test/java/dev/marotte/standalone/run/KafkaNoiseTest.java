package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

final class KafkaNoiseTest {
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void open() {
        LogFile.setLevels(context);
        log.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
    }

    @Test
    void keepsQuietAboutAClientThatIsClosedTwice() {
        Logger client = context.getLogger("org.apache.kafka.clients.NetworkClient");
        client.warn("Attempting to close NetworkClient that has already been closed.");
        assertThat(log.list).isEmpty();
    }

    @Test
    void logsThatABrokerCannotBeReached() {
        Logger client = context.getLogger("org.apache.kafka.clients.NetworkClient");
        client.warn("Connection to node {} ({}) could not be established. Node may not be available.", 1, "there");
        assertThat(log.list).hasSize(1);
    }

    @Test
    void knowsTheEmbeddedBrokersIdleConnectionsFromThoseOfOthers() {
        KafkaNoise.silenceIdleConnections("127.0.0.1:4711", context);
        Logger client = context.getLogger("org.apache.kafka.clients.NetworkClient");
        client.warn("Bootstrap broker {} disconnected", "127.0.0.1:4711 (id: -1 rack: null)");
        client.warn("Bootstrap broker {} disconnected", "127.0.0.1:47110 (id: -1 rack: null)");
        assertThat(log.list).singleElement().asString().contains("47110");
    }

    @Test
    void keepsQuietAboutADataFolderUnderATemporaryOne() {
        context.getLogger("org.apache.kafka.streams.processor.internals.StateDirectory")
                .warn("Using an OS temp directory in the state.dir property can cause failures [{}]", "/tmp/data");
        assertThat(log.list).isEmpty();
    }

    @Test
    void keepsQuietAboutATopicThatWasJustMade() {
        context.getLogger("org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy")
                .error("Received unknown topic error for topic {}", "marotte-landmark-live-held-changelog");
        assertThat(log.list).isEmpty();
    }

    @Test
    void looksAtArgumentsAndCauses() {
        Logger sender = context.getLogger("org.apache.kafka.clients.producer.internals.Sender");
        sender.warn("Got error produce response, retrying. Error: {}", "CONCURRENT_TRANSACTIONS");
        sender.warn("Got error produce response, retrying. Error: {}", "NOT_ENOUGH_REPLICAS");
        Logger broker = context.getLogger("kafka.server.ReplicaManager");
        broker.error("Error processing append operation", new OutOfOrderSequenceException("3 after 1"));
        broker.error("Error processing append operation", new KafkaStorageException("the disk is broken"));
        Logger controller = context.getLogger("kafka.server.ControllerApis");
        controller.error("Unexpected error", new CompletionException(new NotControllerException("it is node 1")));
        controller.error("Unexpected error", new CompletionException(new KafkaStorageException("it is broken")));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Got error produce response, retrying. Error: NOT_ENOUGH_REPLICAS",
                        "Error processing append operation",
                        "Unexpected error");
    }
}
