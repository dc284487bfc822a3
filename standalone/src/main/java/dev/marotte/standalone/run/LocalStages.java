package dev.marotte.standalone.run;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.InstanceName;
import dev.marotte.runtime.LivePatience;
import dev.marotte.runtime.ProcessConfig;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.management.ManagementServer;
import dev.marotte.runtime.management.ProcessHealth;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.run.ffmpeg.NativeMemoryMeters;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;

/** The stages of this process, started together, with their health and metrics on one port. One thread. */
public final class LocalStages implements AutoCloseable {
    private final List<Stage> stages;
    private final ManagementServer management;
    private final PrometheusMeterRegistry meters;
    private final JvmHeapPressureMetrics heapPressure = new JvmHeapPressureMetrics();

    private LocalStages(List<Stage> stages, ManagementServer management, PrometheusMeterRegistry meters) {
        this.stages = stages;
        this.management = management;
        this.meters = meters;
    }

    /**
     * Starts stages, each on a thread of {@code supervisor}, which stops them in the given order.
     *
     * @param data where stages keep their state, and the process its name
     * @throws dev.marotte.schemas.BadInputException if another process runs one of them with the same folder, or a setting cannot be used
     */
    public static LocalStages start(
            Cluster cluster, Settings settings, DataFolder data, List<StageName> names, StageSupervisor supervisor) {
        return start(cluster, settings, data, StageChoice.of(names), supervisor);
    }

    /** Starts stages like the method above, and what else runs beside them. */
    static LocalStages start(
            Cluster cluster, Settings settings, DataFolder data, StageChoice choice, StageSupervisor supervisor) {
        StageHold hold = StageHold.take(data, choice.names());
        try {
            LocalStages local = start(cluster, settings, data, choice);
            local.stages.forEach(supervisor::start);
            supervisor.afterwards(hold::close);
            return local;
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private static LocalStages start(Cluster cluster, Settings settings, DataFolder data, StageChoice choice) {
        ProcessConfig config = ProcessConfig.of(settings);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        String instance = config.instance().isEmpty() ? InstanceName.in(data.state()) : config.instance();
        var factory = new StageFactory(
                cluster.withPatience(LivePatience.of(settings)),
                settings.orElse("render.state", data.state().resolve("render").toString()),
                config.membership(instance),
                data.state(),
                InstantSource.system(),
                meters);
        List<Stage> stages = choice.stages(factory);
        ManagementServer management = ManagementServer.start(
                new InetSocketAddress(config.managementHost(), config.managementPort()),
                new ProcessHealth(stages),
                meters);
        return new LocalStages(stages, management, meters).bound();
    }

    private LocalStages bound() {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        heapPressure.bindTo(meters);
        NativeMemoryMeters.bindTo(meters);
        return this;
    }

    /** Whether all stages are ready. */
    boolean areReady() {
        return stages.stream().allMatch(stage -> stage.health() instanceof Health.Ready);
    }

    /** The address of health and metrics. */
    InetSocketAddress managementAddress() {
        return management.address();
    }

    @Override
    public void close() {
        management.close();
        heapPressure.close();
        meters.close();
    }
}
