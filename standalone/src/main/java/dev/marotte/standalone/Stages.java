package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.IngestLoop;
import dev.marotte.ingest.Outlet;
import dev.marotte.ingest.PromptOutlet;
import dev.marotte.ingest.TransactionalOutlet;
import dev.marotte.landmark.LandmarkStage;
import dev.marotte.landmark.LandmarkStageConfig;
import dev.marotte.landmark.TrackingListener;
import dev.marotte.render.RenderConfig;
import dev.marotte.render.RenderLoop;
import dev.marotte.render.RenderStage;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.Inlet;
import dev.marotte.sink.KafkaInlet;
import dev.marotte.sink.Output;
import dev.marotte.sink.RateChoice;
import dev.marotte.sink.SinkListener;
import dev.marotte.sink.SinkLoop;
import dev.marotte.sink.SinkReport;
import dev.marotte.sink.ffmpeg.FfmpegWriters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Starts the stages on a crew's threads. */
final class Stages {
    /** Ten transactions of ingest: enough that the landmark stage never waits, and a few megabytes. */
    private static final long LEAD = 120;
    /** Nothing takes this long between two frames; when it passes the sink gives up and the run fails. */
    private static final Duration STALLED = Duration.ofMinutes(2);

    private static final String INSTANCE = "standalone";

    private final Backbone backbone;
    private final Crew crew;
    private final Instruments instruments;
    private final InstantSource clock = InstantSource.system();
    private final Lead lead = new Lead(LEAD);

    Stages(Backbone backbone, Crew crew, Instruments instruments) {
        this.backbone = backbone;
        this.crew = crew;
        this.instruments = instruments;
    }

    /** Frames become landmarks, landmarks become pictures; of whatever session comes. */
    void startServing(Profile profile, Natives natives, DataFolder data) {
        var config =
                LandmarkStageConfig.of(backbone.bootstrapServers(), data.state().resolve("landmarks"), profile);
        LandmarkStage landmarks = LandmarkStage.start(config, natives.faces(), new Tracking());
        crew.join(landmarks::close);
        var stage = new RenderStage(
                backbone.client(), RenderConfig.of(profile, INSTANCE), backbone.tables(), natives.artist(), clock);
        RenderLoop render = stage.loop();
        crew.start("render", render::run, render::close);
    }

    /** Writes the session's clip; completes when it stands under its name. */
    CompletableFuture<SinkReport> startSink(SessionId session, Output output, RateChoice rate, SinkListener listener) {
        var done = new CompletableFuture<SinkReport>();
        crew.start("sink", () -> {
            try (Inlet inlet = instruments.around(KafkaInlet.connect(session, backbone.client(), Instant.EPOCH))) {
                var patience = new SinkLoop.Patience(STALLED, clock);
                done.complete(new SinkLoop(inlet, output, new FfmpegWriters(output), rate, listener, patience).run());
            }
        });
        return done;
    }

    /** Sends the driving clip. */
    void startIngest(SessionId session, Profile profile, DrivingSource source) {
        crew.start("ingest", () -> {
            try (Outlet outlet = outlet(session, profile)) {
                new IngestLoop(session, source, outlet, lead, (_, _) -> {}, clock).run();
            }
        });
    }

    private Outlet outlet(SessionId session, Profile profile) {
        return switch (profile) {
            case LIVE -> PromptOutlet.connect(backbone.client());
            case LOSSLESS -> TransactionalOutlet.connect(session, backbone.client(), clock);
        };
    }

    private final class Tracking implements TrackingListener {
        @Override
        public void tracked(FrameStamp stamp) {
            lead.tracked(stamp.index());
        }

        @Override
        public void failed(Throwable cause) {
            crew.fail("landmarks", cause);
        }
    }
}
