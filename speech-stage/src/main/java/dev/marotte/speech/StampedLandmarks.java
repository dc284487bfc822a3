package dev.marotte.speech;

import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Landmarks records as the landmark stage writes them. */
final class StampedLandmarks {
    private StampedLandmarks() {}

    /** Makes a record with the stamp in a header. */
    static ProducerRecord<byte[], byte[]> of(LandmarksMessage message) {
        ProducerRecord<byte[], byte[]> record = Topics.LANDMARKS.record(message);
        StampHeader.of(message).headers().forEach(header -> record.headers().add(header));
        return record;
    }
}
