package dev.marotte.standalone.cluster;

import dev.marotte.broker.testing.BrokerCluster;
import dev.marotte.broker.testing.BrokerSecurity;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.StageName;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/** A broker that demands to know who connects, users with the rights that are shipped, and stages that are such users. One thread. */
final class SecuredCluster implements AutoCloseable {
    static final String STUDIO = "studio";

    /** On a busy machine. */
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final Path folder;
    private final BrokerSecurity security;
    private final BrokerCluster brokers;
    private final List<StageProcess> stages = new ArrayList<>();

    private SecuredCluster(Path folder, BrokerSecurity security, BrokerCluster brokers) {
        this.folder = folder;
        this.security = security;
        this.brokers = brokers;
    }

    /** Returns when every role has its rights. */
    static SecuredCluster start(Path folder) throws IOException, InterruptedException, ExecutionException {
        BrokerSecurity security = BrokerSecurity.make(folder.resolve("security"), AccessRights.roles());
        var cluster = new SecuredCluster(folder, security, BrokerCluster.start(folder, 1, security));
        List<AclBinding> rights =
                AccessRights.shipped().stream().flatMap(AccessRights::bindings).toList();
        try (Admin admin = cluster.client(security.client(BrokerSecurity.ADMIN)).admin()) {
            cluster.brokers.awaitAll(admin, STARTING);
            admin.createAcls(rights).all().get();
            return cluster;
        } catch (ExecutionException | RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    BrokerSecurity security() {
        return security;
    }

    Cluster clientOf(String user) {
        return client(security.client(user));
    }

    /** The cluster, reached with other settings than those of its users. */
    Cluster client(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", brokers.bootstrapServers());
        return Cluster.of(all);
    }

    /** The file that a user names with {@code --kafka}. */
    Path kafkaOf(String user) throws IOException {
        Properties settings = new Properties();
        settings.putAll(clientOf(user).with(Map.of()));
        Path file = folder.resolve(user + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        return file;
    }

    /** Starts a process that is {@code user}. */
    StageProcess stage(StageName stage, String user) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--kafka", kafkaOf(user).toString(), "--set", TestEnrolment.SETTING));
        arguments.addAll(List.of("--set", "sink.sweep.interval=1s", "--set", "ingest.headroom.frames=48"));
        StageProcess process = StageProcess.start(stage, folder.resolve(nameOf(stage) + "-as-" + user), arguments);
        stages.add(process);
        return process;
    }

    /** Starts the page as the user that {@code deploy/acl.csv} calls studio. */
    StageProcess studio() throws IOException {
        StageProcess process = StageProcess.studio(
                folder.resolve(STUDIO), List.of("--kafka", kafkaOf(STUDIO).toString()));
        stages.add(process);
        return process;
    }

    /** Takes one operation of a right away from the role that has it. */
    void take(AclBinding right) throws InterruptedException, ExecutionException {
        try (Admin admin = client(security.client(BrokerSecurity.ADMIN)).admin()) {
            admin.deleteAcls(List.of(right.toFilter())).all().get();
        }
    }

    static String nameOf(StageName stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    /** What was denied so far, a line each: who, to do what, with what. */
    List<String> denied() throws IOException {
        return brokers.denied(0);
    }

    /** What was allowed so far, likewise. */
    List<String> allowed() throws IOException {
        return brokers.allowed(0);
    }

    @Override
    public void close() throws InterruptedException {
        for (StageProcess stage : stages) {
            stage.kill();
        }
        brokers.close();
    }
}
