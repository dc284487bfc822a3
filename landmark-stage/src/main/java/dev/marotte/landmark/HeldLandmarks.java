package dev.marotte.landmark;

import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Landmarks that the search for a session's rest needs, one entry each, in a state store: those that wait until it is known, or, if nothing can wait,
 * samples of those that were already sent.
 */
final class HeldLandmarks {
    private final KeyValueStore<String, LandmarksMessage> store;

    HeldLandmarks(KeyValueStore<String, LandmarksMessage> store) {
        this.store = store;
    }

    void hold(LandmarksMessage message) {
        store.put(key(message.stamp().session(), message.stamp().index()), message);
    }

    /** Hands out all landmarks of {@code session} in order; none is held any more. */
    List<LandmarksMessage> release(SessionId session) {
        List<KeyValue<String, LandmarksMessage>> entries = entries(session.value());
        entries.forEach(entry -> store.delete(entry.key));
        return values(entries);
    }

    /** Returns all landmarks of {@code session} in order, and keeps them. */
    List<LandmarksMessage> of(SessionId session) {
        return values(entries(session.value()));
    }

    /** Drops every second one, including the oldest; returns how many are left. */
    int thin(SessionId session) {
        List<KeyValue<String, LandmarksMessage>> entries = entries(session.value());
        for (int place = 0; place < entries.size(); place += 2) {
            store.delete(entries.get(place).key);
        }
        return entries.size() / 2;
    }

    /** Drops the oldest one, if there is one. */
    void giveUpTheOldest(SessionId session) {
        Optional<String> oldest;
        try (KeyValueIterator<String, LandmarksMessage> held = scan(session.value())) {
            oldest = held.hasNext() ? Optional.of(held.peekNextKey()) : Optional.empty();
        }
        oldest.ifPresent(store::delete);
    }

    /** Drops everything that is held of a session. */
    void discard(String session) {
        entries(session).forEach(entry -> store.delete(entry.key));
    }

    private List<KeyValue<String, LandmarksMessage>> entries(String session) {
        List<KeyValue<String, LandmarksMessage>> entries = new ArrayList<>();
        try (KeyValueIterator<String, LandmarksMessage> held = scan(session)) {
            held.forEachRemaining(entries::add);
        }
        return entries;
    }

    private KeyValueIterator<String, LandmarksMessage> scan(String session) {
        return store.prefixScan(prefix(session), new StringSerializer());
    }

    private static List<LandmarksMessage> values(List<KeyValue<String, LandmarksMessage>> entries) {
        return entries.stream().map(entry -> entry.value).toList();
    }

    static List<Tracked> tracked(List<LandmarksMessage> messages) {
        return messages.stream()
                .filter(Tracked.class::isInstance)
                .map(Tracked.class::cast)
                .toList();
    }

    private static String key(SessionId session, long index) {
        return prefix(session.value()) + "%019d".formatted(index);
    }

    /** Prefix of a session's keys; no session id contains a slash, so none is a prefix of another's. */
    private static String prefix(String session) {
        return session + "/";
    }
}
