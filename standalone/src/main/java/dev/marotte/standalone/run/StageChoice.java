package dev.marotte.standalone.run;

import dev.marotte.runtime.Stage;
import dev.marotte.schemas.StageName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The stages that a process runs.
 *
 * @param further parts that run like stages but are not in the chain
 */
record StageChoice(List<StageName> names, Function<StageFactory, List<Stage>> further) {
    static StageChoice of(List<StageName> names) {
        return new StageChoice(names, _ -> List.of());
    }

    /** The stages of the chain first: they are stopped in this order. */
    List<Stage> stages(StageFactory factory) {
        List<Stage> stages = new ArrayList<>(names.stream().map(factory::of).toList());
        stages.addAll(further.apply(factory));
        return List.copyOf(stages);
    }
}
