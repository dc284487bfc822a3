package dev.marotte.ingest;

import dev.marotte.schemas.Topic;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Asks the brokers for the number of partitions of a topic. */
final class PartitionCount {
    private PartitionCount() {}

    static int of(Topic<?> topic, Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }
}
