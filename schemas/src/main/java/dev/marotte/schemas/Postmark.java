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
 * The stamp on the outside of a landmarks record, a Kafka header. Where the value cannot be read it still tells which frame stood there, so that
 * the frame comes out with an outcome all the same. The session is the record's key.
 *
 * @param last whether no frame follows, as {@link EndOfLandmarks} says inside
 */
public record Postmark(FrameStamp stamp, boolean last) {
    private static final String HEADER = "marotte.stamp";
    /** Index, pts in microseconds, and 1 where no frame follows; big-endian. */
    private static final int BYTES = 2 * Long.BYTES + 1;

    public static Postmark of(LandmarksMessage message) {
        return new Postmark(message.stamp(), message instanceof EndOfLandmarks);
    }

    /** What {@code record} has; nothing where it was recorded before there were postmarks, or where they cannot be read either. */
    public static Optional<Postmark> on(ConsumerRecord<String, ?> record) {
        @Nullable String session = record.key();
        @Nullable Header header = record.headers().lastHeader(HEADER);
        return session == null || header == null ? Optional.empty() : read(session, header.value());
    }

    private static Optional<Postmark> read(String session, byte @Nullable [] value) {
        if (value == null || value.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(value);
        try {
            FrameStamp stamp = new FrameStamp(new SessionId(session), fields.getLong(), new Pts(fields.getLong()));
            return Optional.of(new Postmark(stamp, fields.get() == 1));
        } catch (IllegalArgumentException noStamp) {
            return Optional.empty();
        }
    }

    /** To be sent with the record. */
    public Headers headers() {
        ByteBuffer fields = ByteBuffer.allocate(BYTES)
                .putLong(stamp.index())
                .putLong(stamp.pts().micros())
                .put((byte) (last ? 1 : 0));
        return new RecordHeaders().add(HEADER, fields.array());
    }
}
