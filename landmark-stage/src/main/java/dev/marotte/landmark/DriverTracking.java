package dev.marotte.landmark;

import dev.marotte.landmark.KnownSession.Followed;
import dev.marotte.landmark.KnownSession.PassedOver;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.landmark.SessionAdvance.Outlet;
import dev.marotte.landmark.SessionProgress.Finished;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Gives every frame of its profile's sessions landmarks, or an outcome without them: each index once and in order, even if frames come twice, too late,
 * from an owner of the source that was thought dead, or not at all. One task's thread.
 */
final class DriverTracking implements Processor<String, Decoded<FrameMessage>, String, Object> {
    private static final Duration COUNTING = Duration.ofSeconds(1);
    private static final Duration TIDYING = Duration.ofMinutes(1);

    private final Profile profile;
    private final TrackingTools tools;
    private final FrameObserver observer;
    private final RestEstimate estimate;
    private final SessionReports reports;
    private final AbandonedSessions abandoned = new AbandonedSessions();

    @SuppressWarnings("NullAway.Init") // Kafka Streams gives the context after construction
    private SessionStates states;

    @SuppressWarnings("NullAway.Init")
    private SessionLookup lookup;

    @SuppressWarnings("NullAway.Init")
    private Publisher publisher;

    @SuppressWarnings("NullAway.Init")
    private String task;

    DriverTracking(Profile profile, TrackingTools tools) {
        this.profile = profile;
        this.tools = tools;
        FrameObserver seeing = tools.networks().beside(tools.observers().get());
        observer = new PunctualObserver(new MeteredObserver(seeing, tools.meters()), tools.clock());
        estimate = new RestEstimate(tools.canonical());
        reports = new SessionReports(tools.clock());
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        states = new SessionStates(profile, context);
        lookup = tools.lookups().apply(context.taskId().partition());
        publisher = new Publisher(context);
        task = profile + " " + context.taskId();
        count();
        context.schedule(COUNTING, PunctuationType.WALL_CLOCK_TIME, _ -> count());
        context.schedule(TIDYING, PunctuationType.WALL_CLOCK_TIME, _ -> forgetAbandoned());
    }

    private void count() {
        tools.meters().working(task, states.active());
    }

    private void forgetAbandoned() {
        for (Session session : states.underWay()) {
            if (abandoned.isAbandoned(session)) {
                keep(session.id(), new Finished(0, Pts.ZERO));
            }
        }
    }

    private void keep(SessionId session, SessionProgress after) {
        states.keep(session, after);
        if (after instanceof Finished) {
            reports.forget(session);
            abandoned.forget(session);
        }
    }

    @Override
    public void process(Record<String, Decoded<FrameMessage>> record) {
        abandoned.reached(Instant.ofEpochMilli(record.timestamp()));
        switch (record.value()) {
            case null -> publisher.bury(Unreadable.withoutValue(), record);
            case Unreadable<FrameMessage> unreadable -> publisher.bury(unreadable, record);
            case Readable<FrameMessage>(FrameMessage message) -> process(message, record);
        }
    }

    private void process(FrameMessage message, Record<String, ?> record) {
        Optional<KnownSession> known = known(message.stamp().session());
        if (known.isEmpty()) {
            publisher.bury(strayed(message), record);
        } else {
            switch (known.get()) {
                case Followed(Session session) ->
                    tools.networks()
                            .lack(session.motion().kind())
                            .ifPresentOrElse(
                                    sentence -> refuse(session, sentence, record),
                                    () -> follow(session, message, record));
                case PassedOver() -> {}
            }
        }
    }

    private static Unreadable<FrameMessage> strayed(FrameMessage message) {
        Bytes value = Bytes.of(Topics.FRAMES.serializer().serialize(Topics.FRAMES.name(), message));
        return new Unreadable<>("a frame of a session that was never opened, or is deleted", value);
    }

    private Optional<KnownSession> known(SessionId id) {
        return states.find(id).or(() -> lookup.find(id).map(states::note));
    }

    /** Ignores frames of an older epoch, which come from an owner that was thought dead; a newer epoch counts even if its frame has been seen. */
    private void follow(Session session, FrameMessage message, Record<String, ?> record) {
        Running before = states.progress(session);
        if (message.epoch() >= before.epoch()) {
            Running current = before.in(message.epoch());
            SessionProgress after =
                    current.expects(message.stamp()) ? advance(session, current, message, record) : current;
            reports.due(session.id(), after).ifPresent(report -> publisher.publish(Topics.REPORTS, report, record));
            abandoned.heard(session.id());
            keep(session.id(), after);
        }
    }

    /** Ends a session whose frames cannot be observed in the way that its identity's generator needs; its other frames are skipped. */
    private void refuse(Session session, String sentence, Record<String, ?> record) {
        Ended refused = new Ended(EndReason.REFUSED, sentence, tools.clock().instant());
        publisher.publish(Topics.SESSIONS, session.end(refused), record);
        keep(session.id(), new Finished(0, Pts.ZERO));
    }

    private SessionProgress advance(Session session, Running before, FrameMessage message, Record<String, ?> record) {
        Outlet outlet = new MeteredOutlet(publisher.outlet(record), tools.meters(), tools.clock());
        SessionMessages messages = new SessionMessages(session, tools.canonical());
        LandmarksRelease release = new LandmarksRelease(session, states.held(), outlet, estimate);
        return new SessionAdvance(messages, observer, release, outlet)
                .advance(before, message, session.timing(Instant.ofEpochMilli(record.timestamp())));
    }

    @Override
    public void close() {
        tools.meters().left(task);
    }
}
