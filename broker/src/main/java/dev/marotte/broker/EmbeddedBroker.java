package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its KRaft controller inside this process, on the loopback interface. Its folder is formatted if it is empty, and
 * is kept: restarted on it, even after a SIGKILL, the broker has every acknowledged record.
 *
 * <p>{@link #close} may be called from any thread, and more than once.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final long LEAST_SPACE_BYTES = 64L << 20;

    private final FolderLock lock;
    private final CommaFreeFolder storage;
    private final KafkaNode node;

    private EmbeddedBroker(FolderLock lock, CommaFreeFolder storage, KafkaNode node) {
        this.lock = lock;
        this.storage = storage;
        this.node = node;
    }

    /** Whether there is room for what a broker writes. It allocates its files in steps, so its disk is full before the last byte is used. */
    public static boolean hasSpace(Path folder) {
        return folder.toFile().getUsableSpace() >= LEAST_SPACE_BYTES;
    }

    /** Starts on {@code folder} and any free port; a later failure of the broker is logged. */
    public static EmbeddedBroker start(Path folder) {
        return start(folder, 0, fault -> log.error("the broker failed", fault));
    }

    /**
     * Starts and returns when clients can connect.
     *
     * @param folder for this broker alone
     * @param port for clients; 0 takes any free one
     * @param reaction called on a thread of the broker when it fails later on; clients then get no answers. Gets a
     *     {@link BadInputException} if the folder can no longer be used, for instance because the disk is full, else a
     *     {@link BrokerFailedException}
     * @throws BadInputException if the folder or the port is in use, the folder cannot be written, or its disk is full
     * @throws BrokerFailedException if the broker does not start
     */
    public static EmbeddedBroker start(Path folder, int port, Consumer<RuntimeException> reaction) {
        FolderLock lock = FolderLock.take(folder);
        try {
            return start(lock, folder, port, new BrokerFaults(folder, reaction));
        } catch (BadInputException | BrokerFailedException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(FolderLock lock, Path folder, int port, BrokerFaults faults) {
        faults.requireSpace();
        StorageFormat.Before before = StorageFormat.ensure(folder.resolve("kafka"));
        CommaFreeFolder storage = CommaFreeFolder.of(folder.resolve("kafka"));
        try {
            return new EmbeddedBroker(lock, storage, startNode(storage.path(), before, port, faults));
        } catch (BadInputException | BrokerFailedException e) {
            storage.close();
            throw e;
        }
    }

    private static KafkaNode startNode(Path storage, StorageFormat.Before before, int port, BrokerFaults faults) {
        try {
            if (before == StorageFormat.Before.USED) {
                LastLife.end(storage, faults);
            }
            KafkaNode node = KafkaNode.of(storage, Listeners.bind(port), BrokerSettings.SESSION_FOR_LIFE, faults);
            node.start();
            return node;
        } catch (KafkaException | BrokerFaults.Fault e) {
            throw new BrokerFailedException("the broker did not start in " + storage, e);
        }
    }

    /** The address for clients: host and port. */
    public String bootstrapServers() {
        return node.clientAddress();
    }

    /** Flushes everything and releases the folder. */
    @Override
    public void close() {
        node.close();
        storage.close();
        lock.close();
    }
}
