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
 * Takes the broker's last life out of the cluster's books before the next one begins, by a controller alone whose patience is short.
 *
 * <p>Without this a restart after SIGKILL takes 9 s, in which the controller waits for a sign of the dead broker, and loses a committed
 * transaction: the new broker starts with the old one in the books, loads a transaction that was committed but whose commit marker was
 * not yet written, sends the marker to the old port until the controller gives the dead broker up, and then finds the partition without
 * a leader, which Kafka 4.3.1 takes for a deleted one ({@code KRaftMetadataCache.getPartitionLeaderEndpoint} is empty, {@code
 * TransactionMarkerChannelManager} skips the marker). Readers of committed records would wait for it for ever. The same would happen
 * whenever the only broker is taken out of service, so afterwards its session is for life.
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
     * @throws BrokerFailedException if they cannot be put in order within 30 s; the folder is as before then
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

    /** Has nothing to let go. */
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
