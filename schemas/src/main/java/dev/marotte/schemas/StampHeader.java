package dev.marotte.schemas;

import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka header with the stamp of a landmarks record. If the value cannot be read, the header still tells which frame it was, so that the frame
 * gets an outcome all the same. The session is in the record's key.
 *
 * @param last whether no frame follows, as {@link EndOfLandmarks} says in the value
 */
public record StampHeader(FrameStamp stamp, Profile profile, boolean last) {
    private static final String HEADER = "marotte.stamp";
    /** Index, pts in microseconds, and a byte of flags; big-endian. */
    private static final int BYTES = 2 * Long.BYTES + 1;

    private static final int LAST = 1;
    private static final int LIVE = 2;

    public static StampHeader of(LandmarksMessage message) {
        return new StampHeader(message.stamp(), message.profile(), message instanceof EndOfLandmarks);
    }

    /** The stamp header of {@code record}; empty if the record is older than the header, or if the header cannot be read either. */
    public static Optional<StampHeader> on(ConsumerRecord<String, ?> record) {
        @Nullable String key = record.key();
        @Nullable Header header = record.headers().lastHeader(HEADER);
        return key == null || header == null ? Optional.empty() : read(key, header.value());
    }

    /** The profile of the record that has {@code headers}; empty if none of them is a stamp. */
    public static Optional<Profile> profileIn(Headers headers) {
        @Nullable Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null || header.value().length != BYTES
                ? Optional.empty()
                : Optional.of(profile(header.value()[BYTES - 1]));
    }

    private static Profile profile(byte flags) {
        return (flags & LIVE) == 0 ? Profile.LOSSLESS : Profile.LIVE;
    }

    private static Optional<StampHeader> read(String key, byte @Nullable [] value) {
        if (value == null || value.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(value);
        try {
            FrameStamp stamp = new FrameStamp(sessionIn(key), fields.getLong(), new Pts(fields.getLong()));
            byte flags = fields.get();
            return Optional.of(new StampHeader(stamp, profile(flags), (flags & LAST) != 0));
        } catch (IllegalArgumentException noStamp) {
            return Optional.empty();
        }
    }

    private static SessionId sessionIn(String key) {
        int slash = key.lastIndexOf('/');
        return new SessionId(slash < 0 ? key : key.substring(0, slash));
    }

    /** The Kafka headers to send with the record. */
    public Headers headers() {
        ByteBuffer fields = ByteBuffer.allocate(BYTES)
                .putLong(stamp.index())
                .putLong(stamp.pts().micros())
                .put((byte) ((last ? LAST : 0) | (profile == Profile.LIVE ? LIVE : 0)));
        return new RecordHeaders().add(HEADER, fields.array());
    }
}
