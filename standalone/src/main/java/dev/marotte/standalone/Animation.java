package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.WatchedSource;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.render.SourcePicture;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.OutputClaim;
import dev.marotte.sink.RateChoice;
import dev.marotte.sink.SinkListener;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A whole job in this process: broker and models start side by side, then the session runs through all stages. One thread; interrupting it
 * stops everything and leaves a session that the same request goes on with.
 */
final class Animation {
    /** For a stage to finish what it has in hand; then its thread is left behind and what it had not committed is done again. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final DataFolder data;
    private final Generation generation;
    private final Instruments instruments;

    Animation(DataFolder data, Generation generation, Instruments instruments) {
        this.data = data;
        this.generation = generation;
        this.instruments = instruments;
    }

    /**
     * Returns when the result stands under its name.
     *
     * @param watch is asked for a listener once it is known how many frames the clip has, 0 where its container does not tell
     * @throws dev.marotte.schemas.BadInputException if what the user gave cannot be used
     */
    AnimationReport run(AnimateRequest request, LongFunction<SinkListener> watch) throws InterruptedException {
        List<SourcePicture> pictures = IdentityDesk.read(request.look());
        var crew = new Crew(STOPPING);
        try (OutputClaim claim = OutputClaim.take(request.out());
                var backbone =
                        Eventual.begin("start-broker", () -> Backbone.open(data, cause -> crew.fail("broker", cause)));
                var natives = Eventual.begin("load-models", () -> Natives.load(generation));
                DrivingSource source = open(request);
                crew) {
            Casting casting = Casting.of(request.look(), pictures, natives.get());
            Natives models = natives.get().complete();
            SessionJournal journal = crew.await(crew.begin(
                    "read-sessions", () -> new SessionJournal(backbone.get().client())));
            Session session = crew.await(crew.begin(
                    "open-session", () -> opened(request, casting, new IdentityDesk(backbone.get()), journal)));
            var play = new Play(
                    session, request, claim, source, watch.apply(source.facts().estimatedFrames()));
            var stages = new Stages(backbone.get(), crew, models, data, instruments);
            AnimationReport report = crew.await(
                    switch (instruments.order()) {
                        case TOGETHER -> stages.together(play);
                        case ONE_BY_ONE -> stages.oneByOne(play);
                    });
            return crew.await(crew.begin("end-session", () -> {
                journal.end(session);
                return report;
            }));
        }
    }

    private static Session opened(AnimateRequest request, Casting casting, IdentityDesk desk, SessionJournal journal)
            throws InterruptedException {
        SessionId id = journal.claim(stem(request, casting.key(desk)));
        Session session = session(id, casting.identity(desk), request);
        journal.open(session);
        return session;
    }

    /** Names a session after all that decides its pictures, so that the same request finds it again; name and rate of the result do not. */
    private static String stem(AnimateRequest request, String castingKey) {
        return "s-"
                + new Fingerprint()
                        .addContent(request.driving())
                        .add(castingKey)
                        .add(request.profile())
                        .add(request.motion())
                        .add(request.out().form().alpha())
                        .value();
    }

    private static Session session(SessionId id, IdentityRef identity, AnimateRequest request) {
        AnimateRequest.Motion motion = request.motion();
        boolean alpha = request.out().form().alpha();
        var settings = new RenderSettings(motion.settings(), PictureCodec.JPEG, alpha);
        return new Session(id, identity, request.profile(), settings, motion.neutral(), motion.face(), false);
    }

    private DrivingSource open(AnimateRequest request) {
        DrivingSource source = instruments.around(FfmpegSources.open(request.driving(), settings(request)));
        return switch (request.profile()) {
            case LIVE -> new WatchedSource(source, new RealTime(System::nanoTime));
            case LOSSLESS -> source;
        };
    }

    private static SourceSettings settings(AnimateRequest request) {
        return switch (request.rate()) {
            case RateChoice.AsDriven() -> SourceSettings.DEFAULT;
            case RateChoice.Fixed(var rate) -> SourceSettings.DEFAULT.withPicturesPerSecond(rate.perSecond());
        };
    }
}
