package dev.marotte.standalone.run;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The cluster that a command works with: one that the user named, the one that another process of this machine runs on the same data folder, or one
 * that this process runs itself.
 */
public sealed interface ClusterAccess extends AutoCloseable {
    Cluster cluster();

    @Override
    void close();

    /**
     * A cluster whose stages run in other processes.
     *
     * @param scope of the sessions that are processed there, as far as is known here
     */
    record Elsewhere(Cluster cluster, WorkScope scope) implements ClusterAccess {
        /** A cluster that the user named; which stages work on it is not known here. */
        public Elsewhere(Cluster cluster) {
            this(cluster, WorkScope.EVERYTHING);
        }

        @Override
        public void close() {}
    }

    /** A cluster in this process; the command that opened it also starts stages if frames are to be processed. */
    record Here(EmbeddedCluster embedded) implements ClusterAccess {
        @Override
        public Cluster cluster() {
            return embedded.cluster();
        }

        @Override
        public void close() {
            embedded.close();
        }
    }

    /** Opens the cluster of a data folder, with default broker settings if this process has to run one. */
    static ClusterAccess of(DataFolder data, Consumer<RuntimeException> onFailure) throws InterruptedException {
        return of(data, BrokerConfig.PRESET, onFailure);
    }

    /**
     * Opens the cluster of a data folder. Joins a process that has the folder already; waits for one that is starting or stopping.
     *
     * @param config of a broker in this process
     * @param onFailure receives a later failure of a broker in this process
     * @throws BadInputException if another process has the folder and does not say where it is
     */
    static ClusterAccess of(DataFolder data, BrokerConfig config, Consumer<RuntimeException> onFailure)
            throws InterruptedException {
        Instant deadline = InstantSource.system().instant().plus(Joining.LONGEST);
        while (true) {
            Optional<FileChannel> lock = data.tryLock();
            if (lock.isPresent()) {
                return new Here(openLocked(data, lock.get(), config, onFailure));
            }
            Optional<SharedAddress> address = data.published();
            if (address.isPresent()) {
                LogFile.expectIdleConnections(address.get().bootstrapServers());
                return new Elsewhere(
                        Cluster.at(address.get().bootstrapServers()),
                        address.get().scope());
            }
            if (InstantSource.system().instant().isAfter(deadline)) {
                throw EmbeddedCluster.notReachable(data);
            }
            Joining.pause();
        }
    }

    private static EmbeddedCluster openLocked(
            DataFolder data, FileChannel lock, BrokerConfig config, Consumer<RuntimeException> onFailure) {
        try {
            // Left by a process that was killed: until this one runs there is nothing to join.
            data.withdraw();
            OpenFiles.here().requireEnough();
            return EmbeddedCluster.open(data, lock, config, onFailure);
        } catch (RuntimeException e) {
            try (lock) {
                throw e;
            } catch (IOException notClosed) {
                throw new UncheckedIOException(notClosed);
            }
        }
    }

    /** Waits for another process that is starting or stopping on the same folder. */
    final class Joining {
        /** A broker starts within ten seconds, even on a busy machine; stages drain in another ten. */
        private static final Duration LONGEST = Duration.ofSeconds(40);

        private static final long PAUSE_MILLIS = 200;

        private Joining() {}

        private static void pause() throws InterruptedException {
            if (new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        }
    }
}
