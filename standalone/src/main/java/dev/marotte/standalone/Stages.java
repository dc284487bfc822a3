package dev.marotte.standalone;

import dev.marotte.ingest.IngestLoop;
import dev.marotte.ingest.IngestReport;
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
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.Inlet;
import dev.marotte.sink.KafkaInlet;
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
    /** Nothing takes this long between two frames; when it passes and none was tracked either, the sink gives up and the run fails. */
    private static final Duration STALLED = Duration.ofMinutes(2);

    private static final String INSTANCE = "standalone";

    private final Backbone backbone;
    private final Crew crew;
    private final Natives natives;
    private final DataFolder data;
    private final Instruments instruments;
    private final InstantSource clock = InstantSource.system();
    private final Lead lead;
    private final Tracking tracking = new Tracking();

    Stages(Backbone backbone, Crew crew, Natives natives, DataFolder data, Instruments instruments) {
        this.backbone = backbone;
        this.crew = crew;
        this.natives = natives;
        this.data = data;
        this.instruments = instruments;
        lead = new Lead(instruments.order() == Order.TOGETHER ? LEAD : Long.MAX_VALUE);
    }

    /** Plays a session; completes when its clip stands under its name. Downstream is ready before the first frame comes. */
    CompletableFuture<AnimationReport> together(Play play) throws InterruptedException {
        startLandmarks(play.request().profile());
        startRender(play);
        var written = startSink(play);
        return startIngest(play).thenCombine(written, AnimationReport::new);
    }

    /** As {@link #together}, but each stage has the machine for itself. Waits until only the sink is left. */
    CompletableFuture<AnimationReport> oneByOne(Play play) throws InterruptedException {
        IngestReport read = crew.await(startIngest(play));
        startLandmarks(play.request().profile());
        crew.await(crew.begin("await-landmarks", () -> {
            lead.awaitTracked(read.frames());
            return read;
        }));
        startRender(play);
        crew.await(
                crew.begin("await-rendered", () -> awaitRendered(play.session().id())));
        return startSink(play).thenApply(written -> new AnimationReport(read, written));
    }

    /** Frames become landmarks, of whatever session comes. */
    private void startLandmarks(Profile profile) {
        var config =
                LandmarkStageConfig.of(backbone.bootstrapServers(), data.state().resolve("landmarks"), profile);
        LandmarkStage landmarks = LandmarkStage.start(config, natives.faces(), tracking);
        crew.join(landmarks::close);
    }

    /** Landmarks become pictures, of whatever session comes; this one's identity is made ready meanwhile. */
    private void startRender(Play play) throws InterruptedException {
        var stage = new RenderStage(
                backbone.client(),
                RenderConfig.of(play.request().profile(), INSTANCE),
                backbone.tables(),
                natives.artist(),
                clock);
        RenderLoop render = crew.await(crew.begin("open-render", stage::loop));
        crew.start(
                "render",
                () -> {
                    render.rehearse(play.session().identity(), play.session().settings());
                    render.run();
                },
                render::close);
    }

    private SessionId awaitRendered(SessionId session) {
        try (Inlet inlet = KafkaInlet.connect(session, backbone.client(), Instant.EPOCH)) {
            while (inlet.poll().stream().noneMatch(Stages::isEnd)) {
                continue;
            }
            return session;
        }
    }

    private static boolean isEnd(Inlet.Received received) {
        return received instanceof Inlet.Received.OfFrame(RenderedMessage.EndOfRendered _);
    }

    /** Writes the session's clip; completes when it stands under its name. */
    private CompletableFuture<SinkReport> startSink(Play play) {
        AnimateRequest request = play.request();
        return crew.begin("sink", () -> {
            try (Inlet inlet =
                    instruments.around(KafkaInlet.connect(play.session().id(), backbone.client(), Instant.EPOCH))) {
                var writers = new FfmpegWriters(play.claim());
                var recording = new SinkLoop.Recording(request.out(), writers, request.rate());
                var patience = new SinkLoop.Patience(STALLED, clock, tracking::last);
                return new SinkLoop(inlet, recording, play.listener(), patience).run();
            }
        });
    }

    /** Sends the driving clip; completes when all of it is sent. */
    private CompletableFuture<IngestReport> startIngest(Play play) {
        return crew.begin("ingest", () -> {
            try (Outlet outlet = outlet(play.session().id(), play.request().profile())) {
                return new IngestLoop(play.session().id(), play.source(), outlet, lead, clock).run();
            }
        });
    }

    private Outlet outlet(SessionId session, Profile profile) {
        return switch (profile) {
            case LIVE -> PromptOutlet.connect(backbone.client());
            case LOSSLESS -> TransactionalOutlet.connect(session, backbone.client(), clock);
        };
    }

    /** Told by the landmark stage's threads. */
    private final class Tracking implements TrackingListener {
        private volatile Instant last = Instant.EPOCH;

        /** When a frame was tracked last. Any thread. */
        Instant last() {
            return last;
        }

        @Override
        public void tracked(FrameStamp stamp) {
            last = clock.instant();
            lead.tracked(stamp.index());
        }

        @Override
        public void failed(Throwable cause) {
            crew.fail("landmarks", cause);
        }
    }
}
