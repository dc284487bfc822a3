package dev.marotte.standalone.command;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.standalone.run.BackgroundTask;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.ServedProcess.Opening;
import java.io.IOException;
import java.time.Duration;

/** A short task with a cluster. If a broker in this process fails meanwhile, the task ends with its error. */
final class BrokerTask {
    /** For the task to end when it is told to; then its thread is abandoned. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Opening opening;

    BrokerTask(Opening opening) {
        this.opening = opening;
    }

    /** Opens the cluster, does the task, and closes what was opened. */
    <T> T run(Task<T> task) throws InterruptedException {
        var supervisor = new StageSupervisor(STOPPING);
        try (var opened = BackgroundTask.begin(
                        "open-cluster",
                        () -> opening.open(cause -> supervisor.fail("broker", cause)),
                        ClusterAccess::close);
                supervisor) {
            ClusterAccess access = opened.get();
            return supervisor.await(supervisor.begin("task", () -> task.with(access.cluster())));
        }
    }

    /** The work to do with the cluster. */
    @FunctionalInterface
    interface Task<T> {
        T with(Cluster cluster) throws IOException, InterruptedException;
    }
}
