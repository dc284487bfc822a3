package dev.marotte.standalone.run;

import dev.marotte.runtime.ProcessConfig;
import dev.marotte.runtime.ShownHost;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.StageName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that runs stages until its thread is interrupted, and then drains them. */
public final class ServedProcess {
    private static final long LOOKING_MILLIS = 50;

    private final DataFolder data;
    private final Settings settings;
    private final List<StageName> stages;
    private final Optional<Consumer<String>> onPage;

    private ServedProcess(
            DataFolder data, Settings settings, List<StageName> stages, Optional<Consumer<String>> onPage) {
        this.data = data;
        this.settings = settings;
        this.stages = stages;
        this.onPage = onPage;
    }

    public ServedProcess(DataFolder data, Settings settings, List<StageName> stages) {
        this(data, settings, stages, Optional.empty());
    }

    /**
     * A process with the studio in it; with all stages too if it runs the cluster itself, because then no other process does.
     *
     * @param onPage receives the page's address
     */
    public static ServedProcess withStudio(DataFolder data, Settings settings, Consumer<String> onPage) {
        return new ServedProcess(data, settings, List.of(StageName.values()), Optional.of(onPage));
    }

    /** Opens the cluster that the stages work on. */
    @FunctionalInterface
    public interface Opening {
        /** @param onFailure receives a later failure of a broker in this process */
        ClusterAccess open(Consumer<RuntimeException> onFailure) throws InterruptedException;
    }

    /**
     * Runs until the thread is interrupted and all stages have stopped.
     *
     * @param say receives a line when everything works
     * @throws dev.marotte.runtime.StageFailedException if a stage fails; the process should be started again
     */
    public void run(Opening opening, Consumer<String> say) throws InterruptedException {
        var supervisor = new StageSupervisor(ProcessConfig.of(settings).drainTimeout());
        try (var opened = BackgroundTask.begin(
                        "open-cluster",
                        () -> opening.open(cause -> supervisor.fail("broker", cause)),
                        ClusterAccess::close);
                supervisor) {
            serve(opened.get(), supervisor, say);
        } catch (InterruptedException e) {
            say.accept("marotte: stopped; sessions that are open go on when their stages are started again");
        }
    }

    private void serve(ClusterAccess access, StageSupervisor supervisor, Consumer<String> say)
            throws InterruptedException {
        try (LocalStages local = LocalStages.start(access.cluster(), settings, data, choice(access), supervisor)) {
            supervisor.await(supervisor.begin("await-readiness", () -> awaitReadiness(local)));
            if (access instanceof ClusterAccess.Here(EmbeddedCluster embedded)) {
                embedded.invite(WorkScope.EVERYTHING);
            }
            say.accept(ready(access, local));
            supervisor.await(new CompletableFuture<Void>());
        }
    }

    private StageChoice choice(ClusterAccess access) {
        return onPage.map(told ->
                        new StageChoice(stagesHere(access), factory -> List.of(factory.studio(data.path(), told))))
                .orElseGet(() -> StageChoice.of(stages));
    }

    /** A studio that joins a cluster leaves its stages to others. */
    private List<StageName> stagesHere(ClusterAccess access) {
        return onPage.isEmpty() || access instanceof ClusterAccess.Here ? stages : List.of();
    }

    private static boolean awaitReadiness(LocalStages local) throws InterruptedException {
        var never = new CountDownLatch(1);
        while (!local.areReady()) {
            boolean _ = never.await(LOOKING_MILLIS, TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private String ready(ClusterAccess access, LocalStages local) {
        String names = Stream.concat(
                        stagesHere(access).stream().map(stage -> stage.name().toLowerCase(Locale.ROOT)),
                        onPage.stream().map(_ -> "studio"))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "marotte: %s ready on the cluster %s; health and metrics: http://%s:%d/readyz",
                names,
                access.cluster(),
                ShownHost.of(local.managementAddress().getHostString()),
                local.managementAddress().getPort());
    }
}
