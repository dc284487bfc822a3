package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.HostedStage;
import dev.marotte.runtime.sessions.SessionHost;
import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.StageName;
import dev.marotte.speech.onnx.OnnxMouthModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** Makes landmarks from the sound of this process's share of the sessions, if they have a voice and no pictures. */
public final class SpeechStage implements Stage {
    private static final String NAME = "speech";

    private final Cluster cluster;
    private final SpeechConfig config;
    private final GroupMembership membership;
    private final InstantSource clock;
    private final SpeechMeters meters;
    private final HostedStage life = new HostedStage();

    public SpeechStage(
            Cluster cluster,
            SpeechConfig config,
            GroupMembership membership,
            InstantSource clock,
            MeterRegistry meters) {
        this.cluster = cluster;
        this.config = config;
        this.membership = membership;
        this.clock = clock;
        this.meters = new SpeechMeters(meters, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws InterruptedException {
        try (var model = OnnxMouthModel.load();
                var reporter = StageReporter.connect(cluster, StageName.SPEECH, clock)) {
            VoiceWorks works = new VoiceWorks(new SpeechTools(cluster, config, model, reporter, meters, clock));
            life.run(SessionHost.connect(NAME, cluster, membership, works, clock));
        } catch (RuntimeException e) {
            life.failed(e);
            throw e;
        }
    }

    /** Works on sessions that have a voice. */
    private record VoiceWorks(SpeechTools tools) implements SessionWork.Factory {
        @Override
        public SessionWork of(Session session) {
            return new SpeechWork(session, tools);
        }

        @Override
        public boolean concerns(Session session) {
            return session.source().isVoice();
        }
    }

    @Override
    public Health health() {
        return life.health();
    }

    @Override
    public void close() {
        life.close();
    }
}
