package dev.marotte.standalone.run;

import dev.marotte.ingest.IngestConfig;
import dev.marotte.landmark.LandmarkConfig;
import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.LivePatience;
import dev.marotte.runtime.ProcessConfig;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.schemas.StageName;
import dev.marotte.sink.SinkConfig;
import dev.marotte.speech.SpeechConfig;
import dev.marotte.studio.StudioConfig;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All settings, grouped by purpose. */
public final class ClusterSettings {
    private ClusterSettings() {}

    /** Settings of every process, of each stage, then of the studio and of the embedded broker. */
    public static List<Setting<?>> all() {
        return Stream.of(
                        ProcessConfig.SETTINGS.stream(),
                        LivePatience.SETTINGS.stream(),
                        Arrays.stream(StageName.values()).flatMap(stage -> of(stage).stream()),
                        StudioConfig.SETTINGS.stream(),
                        BrokerConfig.SETTINGS.stream())
                .flatMap(settings -> settings)
                .toList();
    }

    /** The settings of one stage. */
    public static List<Setting<?>> of(StageName stage) {
        return switch (stage) {
            case INGEST -> IngestConfig.SETTINGS;
            case LANDMARK -> LandmarkConfig.SETTINGS;
            case SPEECH -> SpeechConfig.SETTINGS;
            case RENDER -> RenderConfig.SETTINGS;
            case SINK -> SinkConfig.SETTINGS;
        };
    }
}
