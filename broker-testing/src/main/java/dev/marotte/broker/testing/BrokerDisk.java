package dev.marotte.broker.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;

/**
 * A small in-memory disk for one broker's records. A container beside the broker's holds it, so that it outlives the broker, and fills and empties
 * it. One thread.
 */
final class BrokerDisk implements AutoCloseable {
    private static final String MOUNTED = "/var/lib/kafka";
    private static final String FILLER = MOUNTED + "/filler";

    private static final int PAGE_BYTES = 4096;

    /** The path at which the broker keeps its records. */
    static final Path RECORDS = Path.of(MOUNTED, "data");

    private final DockerClient engine = DockerClientFactory.instance().client();
    private final String volume = "broker-disk-" + UUID.randomUUID();
    private final GenericContainer<?> holder;

    /** @param megabytes its capacity */
    BrokerDisk(int megabytes) {
        engine.createVolumeCmd()
                .withName(volume)
                .withDriver("local")
                .withDriverOpts(
                        Map.of("type", "tmpfs", "device", "tmpfs", "o", "mode=1777,nr_blocks=" + pages(megabytes)))
                .exec();
        holder = new GenericContainer<>(ContainerBackend.IMAGE)
                .withCreateContainerCmdModifier(
                        command -> command.withEntrypoint("sleep", "infinity").withCmd())
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy());
        holder.setBinds(binds());
        holder.start();
    }

    /** The size in pages, because podman interprets "size" as a quota of the underlying file system. */
    private static long pages(int megabytes) {
        return ((long) megabytes << 20) / PAGE_BYTES;
    }

    /** The binds with which a container mounts it. */
    List<Bind> binds() {
        return List.of(new Bind(volume, new Volume(MOUNTED)));
    }

    /** Fills the disk to the last byte. */
    void fill() throws IOException, InterruptedException {
        holder.execInContainer("dd", "if=/dev/zero", "of=" + FILLER, "bs=4k");
        String free = holder.execInContainer("sh", "-c", "stat -f -c %a " + MOUNTED)
                .getStdout()
                .strip();
        if (!free.equals("0")) {
            throw new IOException("the disk was to be full and has " + free + " blocks left");
        }
    }

    /** Removes the filler. */
    void empty() throws IOException, InterruptedException {
        if (holder.execInContainer("rm", FILLER).getExitCode() != 0) {
            throw new IOException("what filled the disk could not be removed");
        }
    }

    @Override
    public void close() {
        holder.stop();
        engine.removeVolumeCmd(volume).exec();
    }
}
