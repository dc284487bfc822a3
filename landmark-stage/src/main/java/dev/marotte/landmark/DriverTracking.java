package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.landmark.SessionAdvance.Outlet;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Gives every frame of its profile's sessions its landmarks or the word that there are none: each index once and in order, whatever comes
 * twice or not at all. One task's thread.
 */
final class DriverTracking implements Processor<String, Decoded<FrameMessage>, String, Object> {
    private final Profile profile;
    private final FrameObserver observer;
    private final CanonicalFace canonical;
    private final TrackingListener listener;

    @SuppressWarnings("NullAway.Init") // Kafka Streams gives the context after construction
    private KeyValueStore<String, Session> sessions;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, SessionProgress> progress;

    @SuppressWarnings("NullAway.Init")
    private HeldRecords held;

    @SuppressWarnings("NullAway.Init")
    private Publisher publisher;

    DriverTracking(Profile profile, FrameObserver observer, CanonicalFace canonical, TrackingListener listener) {
        this.profile = profile;
        this.observer = observer;
        this.canonical = canonical;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        sessions = context.getStateStore(LandmarkTopology.SESSIONS);
        progress = context.getStateStore(LandmarkTopology.PROGRESS);
        held = new HeldRecords(context.getStateStore(LandmarkTopology.HELD));
        publisher = new Publisher(context);
    }

    @Override
    public void process(Record<String, Decoded<FrameMessage>> record) {
        switch (record.value()) {
            case null -> publisher.bury(Unreadable.withoutValue(), record);
            case Unreadable<FrameMessage> unreadable -> publisher.bury(unreadable, record);
            case Readable<FrameMessage>(FrameMessage message) -> process(message, record);
        }
    }

    private void process(FrameMessage message, Record<String, Decoded<FrameMessage>> record) {
        @Nullable Session session = sessions.get(message.stamp().session().value());
        if (session == null) {
            byte[] bytes = Topics.FRAMES.decoded().serializer().serialize(Topics.FRAMES.name(), record.value());
            publisher.bury(new Unreadable<>("a frame of a session that was never opened", Bytes.of(bytes)), record);
        } else if (session.profile() == profile) {
            advance(session, message, record);
        }
    }

    private void advance(Session session, FrameMessage message, Record<String, ?> record) {
        String key = session.id().value();
        @Nullable SessionProgress known = progress.get(key);
        if ((known == null ? Running.start(profile) : known) instanceof Running running
                && message.stamp().index() >= running.next()) {
            SessionAdvance advance =
                    new SessionAdvance(new SessionMessages(session, canonical), observer, held, outlet(record));
            progress.put(key, advance.advance(running, message, TimeUnit.MILLISECONDS.toMicros(record.timestamp())));
        }
        // Also where it came before: who sends it again waits for it to be taken.
        listener.tracked(message.stamp());
    }

    private Outlet outlet(Record<String, ?> cause) {
        return new Outlet() {
            @Override
            public void landmarks(LandmarksMessage message) {
                publisher.publish(message, cause);
            }

            @Override
            public void neutral(Neutral neutral) {
                publisher.publish(Topics.NEUTRALS, neutral, cause);
            }
        };
    }
}
