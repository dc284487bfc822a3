package dev.marotte.standalone;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens, resumes and ends the sessions of a data folder. At most one is unfinished. One thread. */
final class SessionJournal {
    private final Map<String, Object> client;
    private final SessionLedger ledger;

    SessionJournal(Map<String, Object> client) {
        this.client = client;
        ledger = SessionLedger.read(client);
    }

    /** The id of the session to run for {@code stem}; others that were interrupted are given up. */
    SessionId claim(String stem) throws InterruptedException {
        SessionId id = ledger.nameFor(stem);
        ledger.unfinished().stream().filter(other -> !other.id().equals(id)).forEach(other -> write(other.end()));
        if (ledger.find(id).isEmpty()) {
            deletePictures();
        }
        return id;
    }

    /** Makes the session known to the stages. Does nothing if it is resumed. */
    void open(Session session) {
        if (ledger.find(session.id()).isEmpty()) {
            write(session);
        }
    }

    /** Ends it. The recording stays, the pictures go: the driver's are not needed again, and the rendered ones can be made anew. */
    void end(Session session) throws InterruptedException {
        write(session.end());
        deletePictures();
    }

    private void write(Session session) {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(Topics.SESSIONS.record(session)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("the session could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private void deletePictures() throws InterruptedException {
        try (Admin admin = Admin.create(client)) {
            List<TopicPartition> partitions = List.of(onlyPartition(Topics.FRAMES), onlyPartition(Topics.RENDERED));
            var ends = admin.listOffsets(partitions.stream()
                            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                    .all()
                    .get();
            admin.deleteRecords(ends.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    end -> RecordsToDelete.beforeOffset(
                                            end.getValue().offset()))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("pictures of earlier sessions could not be deleted", e.getCause());
        }
    }

    private static TopicPartition onlyPartition(Topic<?> topic) {
        return new TopicPartition(topic.name(), 0);
    }
}
