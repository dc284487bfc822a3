package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Prepares a folder for the broker, as {@code kafka-storage format} does. */
final class StorageFormat {
    static final int NODE_ID = 1;
    /** Always the same, so that an interrupted formatting of a folder is finished at the next start. */
    static final String CLUSTER_ID = new Uuid(0x4d61726f747465L, 0x7374616e64616cL).toString();

    /** The state of the folder before the start. */
    enum Before {
        EMPTY,
        USED
    }

    private StorageFormat() {}

    /** Formats {@code storage} unless it is formatted already. */
    static Before ensure(Path storage) {
        Before before = Files.exists(storage.resolve("meta.properties")) ? Before.USED : Before.EMPTY;
        new PartitionFolders(storage).requireReadable(before == Before.USED);
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE_ID)
                .setClusterId(CLUSTER_ID)
                .addDirectory(storage.toString())
                // Only there are the cluster's features written down.
                .setMetadataLogDirectory(storage.toString())
                .setIgnoreFormatted(true)
                .setControllerListenerName(Listeners.CONTROLLER);
        try {
            formatter.run();
        } catch (Exception e) { // declared by Kafka; in practice the folder cannot be read, written, or is of another
            // cluster
            throw new BadInputException("the broker's folder " + storage + " cannot be used: " + e.getMessage(), e);
        }
        return before;
    }
}
