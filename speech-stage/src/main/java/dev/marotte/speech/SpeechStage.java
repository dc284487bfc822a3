package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.SessionHost;
import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionSource.VoiceSource;
import dev.marotte.schemas.StageName;
import dev.marotte.speech.onnx.OnnxMouthModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;

/** Makes landmarks of the sound of this process's share of the sessions, where they have a voice and no pictures. */
public final class SpeechStage implements Stage {
    private static final String NAME = "speech";

    private final Cluster cluster;
    private final SpeechConfig config;
    private final GroupMembership membership;
    private final InstantSource clock;
    private final SpeechMeters meters;
    private volatile Optional<SessionHost> host = Optional.empty();
    private volatile Optional<Health> over = Optional.empty();

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
            runSessions(new SpeechTools(cluster, config, model, reporter, meters, clock));
        } catch (RuntimeException e) {
            over = Optional.of(new Health.Failed(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private void runSessions(SpeechTools tools) throws InterruptedException {
        SessionHost sessions = SessionHost.connect(NAME, cluster, membership, new VoiceWorks(tools), clock);
        host = Optional.of(sessions);
        if (over.isPresent()) { // closed before it was begun
            sessions.close();
        }
        sessions.run();
    }

    /** Works on sessions that have a voice. */
    private record VoiceWorks(SpeechTools tools) implements SessionWork.Factory {
        @Override
        public SessionWork of(Session session) {
            return new SpeechWork(session, tools);
        }

        @Override
        public boolean concerns(Session session) {
            return session.source() instanceof VoiceSource;
        }
    }

    @Override
    public Health health() {
        return over.or(() -> host.map(SessionHost::health))
                .orElseGet(() -> new Health.Starting("its connection to the cluster"));
    }

    @Override
    public void close() {
        over = over.or(() -> Optional.of(new Health.Draining()));
        host.ifPresent(SessionHost::close);
    }
}
