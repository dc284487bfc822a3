package dev.marotte.landmark;

import dev.marotte.landmark.KnownSession.Followed;
import dev.marotte.landmark.KnownSession.PassedOver;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Known sessions as bytes of the state store: the session's message as in its topic, or a single byte, which is never a message. */
final class KnownSessionSerde {
    private static final Serde<Session> MESSAGES = Topics.SESSIONS.messages();

    private KnownSessionSerde() {}

    static Serde<KnownSession> serde() {
        return Serdes.serdeFrom((_, known) -> write(known), (_, bytes) -> read(bytes));
    }

    static byte @Nullable [] write(@Nullable KnownSession known) {
        return switch (known) {
            case null -> null;
            case Followed(Session session) -> MESSAGES.serializer().serialize(Topics.SESSIONS.name(), session);
            case PassedOver() -> new byte[1];
        };
    }

    static @Nullable KnownSession read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return bytes.length == 1
                ? new PassedOver()
                : new Followed(MESSAGES.deserializer().deserialize(Topics.SESSIONS.name(), bytes));
    }
}
