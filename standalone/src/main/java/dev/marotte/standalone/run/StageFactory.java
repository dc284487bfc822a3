package dev.marotte.standalone.run;

import dev.marotte.ingest.IngestConfig;
import dev.marotte.ingest.IngestStage;
import dev.marotte.landmark.LandmarkConfig;
import dev.marotte.landmark.LandmarkStage;
import dev.marotte.render.RenderConfig;
import dev.marotte.render.RenderStage;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.ReadmittedStage;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.management.StageMeters;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.StageName;
import dev.marotte.sink.SinkConfig;
import dev.marotte.sink.SinkStage;
import dev.marotte.speech.SpeechConfig;
import dev.marotte.speech.SpeechStage;
import dev.marotte.studio.Studio;
import dev.marotte.studio.StudioConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Makes the stages of this process, all from the same cluster and settings.
 *
 * @param data folder in which stages keep their state
 * @param membership of the process in the groups of its stages
 */
record StageFactory(
        Cluster cluster,
        Settings settings,
        GroupMembership membership,
        Path data,
        InstantSource clock,
        MeterRegistry meters) {
    /** A stage that rejoins its group if it was shut out. */
    Stage of(StageName stage) {
        return new ReadmittedStage(() -> anew(stage), clock);
    }

    /** Makes a stage and removes the meters of an earlier one, because a meter asks the stage that it was made for. */
    private Stage anew(StageName stage) {
        StageMeters.forget(meters, stage);
        return switch (stage) {
            case INGEST -> new IngestStage(cluster, IngestConfig.of(settings), membership, clock, meters);
            case LANDMARK ->
                new LandmarkStage(cluster, LandmarkConfig.of(withNetworks(), data), membership, clock, meters);
            case SPEECH -> new SpeechStage(cluster, SpeechConfig.of(settings), membership, clock, meters);
            case RENDER -> new RenderStage(cluster, RenderConfig.of(settings), membership, clock, meters);
            case SINK -> new SinkStage(cluster, SinkConfig.of(settings), membership, clock, meters);
        };
    }

    /** Adds the renderer's networks to the settings, because these have to look at the driver too. */
    private Settings withNetworks() {
        return RenderConfig.networks(settings)
                .map(folder -> settings.orElse("landmark.networks", folder.toString()))
                .orElse(settings);
    }

    /**
     * Makes the studio.
     *
     * @param folder in which it keeps its key
     * @param onPage receives the page's address
     */
    Stage studio(Path folder, Consumer<String> onPage) {
        var place = new Studio.Place(folder, RenderConfig.generator(settings), onPage);
        return new Studio(place, StudioConfig.of(settings), cluster, clock, meters);
    }
}
