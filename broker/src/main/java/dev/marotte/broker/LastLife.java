package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.TopicsImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/**
 * Removes the broker's last run from the cluster's metadata, its books, before the next run begins. Uses only a controller, with a
 * short timeout.
 *
 * <p>Without this, a restart after SIGKILL takes 9 s, while the controller waits for a sign of the dead broker, and loses a committed
 * transaction. The new broker starts with the old one in the books and loads a transaction that was committed but whose commit marker
 * was not yet written. It sends the marker to the old port until the controller gives up the dead broker, and then finds the partition
 * without a leader, which Kafka 4.3.1 mistakes for a deleted one ({@code KRaftMetadataCache.getPartitionLeaderEndpoint} is empty,
 * {@code TransactionMarkerChannelManager} skips the marker). Consumers of committed records would wait for it forever. The same would
 * happen whenever the only broker is taken out of service, so afterwards its session practically never expires.
 */
final class LastLife implements MetadataPublisher {
    private static final Duration PATIENCE = Duration.ofMillis(40);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CompletableFuture<TopicsImage> ended = new CompletableFuture<>();

    private final PartitionFolders partitions;

    private LastLife(PartitionFolders partitions) {
        this.partitions = partitions;
    }

    /**
     * Returns when the books are in order.
     *
     * @throws BrokerFailedException if they cannot be put in order within 30 s; the folder is then unchanged
     * @throws BadInputException if the folder holds partitions that the books do not list
     */
    static void end(Path storage, BrokerFaults faults) {
        LastLife lastLife = new LastLife(new PartitionFolders(storage));
        try (KafkaNode node = KafkaNode.of(storage, Listeners.bind(0), PATIENCE, faults)) {
            node.startController(lastLife);
            lastLife.await();
        }
    }

    @Override
    public String name() {
        return "LastLife";
    }

    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        BrokerRegistration broker = image.cluster().broker(StorageFormat.NODE_ID);
        if (broker == null || broker.fenced()) {
            ended.complete(image.topics());
        }
    }

    /** Does nothing: there is nothing to release. */
    @Override
    public void close() {}

    private void await() {
        try {
            partitions.requireListed(ended.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            throw new BrokerFailedException("the broker's last life does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFailedException("interrupted while the broker started", e);
        }
    }
}
