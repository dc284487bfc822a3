package dev.marotte.runtime.management;

import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import java.util.List;
import java.util.stream.Collectors;

/** Health of the stages of a process, in the form that a probe asks for. Any thread. */
public final class ProcessHealth {
    private final List<Stage> stages;

    public ProcessHealth(List<? extends Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /** Whether no stage has failed for good. */
    boolean isLive() {
        return stages.stream().noneMatch(stage -> stage.health() instanceof Health.Failed);
    }

    /** Whether all stages work. */
    boolean isReady() {
        return stages.stream().allMatch(stage -> stage.health() instanceof Health.Ready);
    }

    /** One line per stage. */
    String lines() {
        return stages.stream()
                .map(stage -> stage.name() + ": " + words(stage.health()) + "\n")
                .collect(Collectors.joining());
    }

    private static String words(Health health) {
        return switch (health) {
            case Health.Starting(String awaits) -> "starting, awaits " + awaits;
            case Health.Ready() -> "ready";
            case Health.Draining() -> "draining";
            case Health.Failed(String reason) -> "failed: " + reason;
        };
    }
}
