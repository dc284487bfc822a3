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
 * The cluster that a command works with: one that somebody named, the one that another process of this machine runs on the same data folder, or one
 * that this process runs itself.
 */
public sealed interface ClusterAccess extends AutoCloseable {
    Cluster cluster();

    @Override
    void close();

    /**
     * A cluster whose stages are somewhere else.
     *
     * @param scope of the sessions that are worked on there, as far as is known here
     */
    record Elsewhere(Cluster cluster, WorkScope scope) implements ClusterAccess {
        /** A cluster that somebody named: what works on it is theirs to know. */
        public Elsewhere(Cluster cluster) {
            this(cluster, WorkScope.EVERYTHING);
        }

        @Override
        public void close() {}
    }

    /** A cluster in this process; whoever opened it starts stages too if frames shall be worked on. */
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

    /** The cluster of a data folder, with a broker as it is preset where this process has to run one. */
    static ClusterAccess of(DataFolder data, Consumer<RuntimeException> onFailure) throws InterruptedException {
        return of(data, BrokerConfig.PRESET, onFailure);
    }

    /**
     * The cluster of a data folder. A process that has the folder already is joined; one that starts or stops at this moment is waited for.
     *
     * @param config of a broker in this process
     * @param onFailure is told if a broker in this process fails later on
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
            // Left by one that was killed: until this one runs there is nothing to join.
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

    /** How a process waits for another one that starts or stops on the same folder. */
    final class Joining {
        /** A broker starts within ten seconds, also on a busy machine; stages drain in as many. */
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
