package dev.marotte.landmark;

import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Landmarks that wait for their session's neutral frame to be chosen, one entry each, in a state store. */
final class RecordsAwaitingNeutral {
    private final KeyValueStore<String, LandmarksMessage> store;

    RecordsAwaitingNeutral(KeyValueStore<String, LandmarksMessage> store) {
        this.store = store;
    }

    void hold(LandmarksMessage message) {
        store.put(key(message.stamp().session(), message.stamp().index()), message);
    }

    /** Hands out all of {@code session} in order; none is held any more. */
    List<LandmarksMessage> release(SessionId session) {
        List<LandmarksMessage> messages = new ArrayList<>();
        remove(session.value(), messages::add);
        return messages;
    }

    /** Gives up what is held of a session. */
    void discard(String session) {
        remove(session, _ -> {});
    }

    private void remove(String session, Consumer<LandmarksMessage> use) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, LandmarksMessage> held =
                store.prefixScan(prefix(session), new StringSerializer())) {
            held.forEachRemaining(entry -> {
                keys.add(entry.key);
                use.accept(entry.value);
            });
        }
        keys.forEach(store::delete);
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

    /** The beginning of a session's keys; no session id has a slash, so none is another's beginning. */
    private static String prefix(String session) {
        return session + "/";
    }
}
