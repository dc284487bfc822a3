package dev.marotte.landmark;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.IdentityChunks;
import dev.marotte.schemas.Topics;

/**
 * A frame that cannot be used, as the dead letters have it: its stamp where that is known and the digest of its value, never the value. Pictures
 * are deleted within a day and dead letters stay for a year, so a driver's picture must not be among them.
 */
final class BuriedFrame {
    private BuriedFrame() {}

    /** The stand-in for a frame that cannot be read. */
    static Unreadable<FrameMessage> of(Unreadable<FrameMessage> unreadable) {
        Bytes value = unreadable.bytes();
        return new Unreadable<>(unreadable.reason(), value.size() == 0 ? Bytes.EMPTY : Bytes.ofUtf8(digest(value)));
    }

    /** The stand-in for a frame that can be read and is of no session. */
    static Unreadable<FrameMessage> of(String reason, FrameMessage message) {
        FrameStamp stamp = message.stamp();
        Bytes value = Bytes.of(Topics.FRAMES.serializer().serialize(Topics.FRAMES.name(), message));
        return new Unreadable<>(
                reason,
                Bytes.ofUtf8("session %s, index %d, pts %d µs, %s"
                        .formatted(stamp.session(), stamp.index(), stamp.pts().micros(), digest(value))));
    }

    private static String digest(Bytes value) {
        return "%d bytes with the SHA-256 %s".formatted(value.size(), IdentityChunks.sha256(value));
    }
}
