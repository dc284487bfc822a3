package dev.marotte.landmark;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Stores each session for the frames that follow: the sessions' half of the join. One task's thread. */
final class SessionKeeper implements Processor<String, Decoded<Session>, String, Object> {
    private final Profile profile;

    @SuppressWarnings("NullAway.Init") // Kafka Streams gives the context after construction
    private SessionStates states;

    @SuppressWarnings("NullAway.Init")
    private Publisher publisher;

    SessionKeeper(Profile profile) {
        this.profile = profile;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        states = new SessionStates(profile, context);
        publisher = new Publisher(context);
    }

    @Override
    public void process(Record<String, Decoded<Session>> record) {
        switch (record.value()) {
            case null -> forget(record.key());
            case Readable<Session>(Session session) -> states.note(session);
            case Unreadable<Session> unreadable -> publisher.bury(unreadable, record);
        }
    }

    /** Forgets a session; a tombstone without a key belongs to no session. */
    private void forget(@Nullable String session) {
        if (session != null) {
            states.forget(session);
        }
    }
}
