package dev.marotte.render;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.StampHeader;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds the landmarks records that a loop must handle. Each profile has its own consumer group, which sees all records, and every record is handled by
 * exactly one of the groups. Immutable.
 *
 * @param profile of the loop
 */
record ProfileFilter(Profile profile) {
    Found sort(ConsumerRecord<String, Decoded<LandmarksMessage>> record) {
        if (isTombstone(record)) {
            return new Found.NoRecord();
        }
        return switch (Decoded.of(record)) {
            case Readable<LandmarksMessage>(LandmarksMessage message) ->
                message.profile() == profile ? new Found.Message(message) : new Found.OthersRecord();
            case Unreadable<LandmarksMessage> unreadable -> sort(record, unreadable);
        };
    }

    /** Tells whether only a tombstone of a deleted session is left of a record. */
    private static boolean isTombstone(ConsumerRecord<?, ?> record) {
        return record.key() != null && record.value() == null;
    }

    /** A record whose profile cannot be determined counts as lossless, because that profile loses nothing silently. */
    private Found sort(
            ConsumerRecord<String, Decoded<LandmarksMessage>> record, Unreadable<LandmarksMessage> unreadable) {
        Optional<StampHeader> header = StampHeader.on(record);
        return header.map(StampHeader::profile).orElse(Profile.LOSSLESS) == profile
                ? new Found.Damage(unreadable, header)
                : new Found.OthersRecord();
    }

    /** What a record means for the loop. */
    sealed interface Found {
        /** One to be rendered. */
        record Message(LandmarksMessage message) implements Found {}

        /** One that cannot be read. */
        record Damage(Unreadable<LandmarksMessage> value, Optional<StampHeader> header) implements Found {}

        /** One that the other profile's loop handles. */
        record OthersRecord() implements Found {}

        /** One that was deleted. */
        record NoRecord() implements Found {}
    }
}
