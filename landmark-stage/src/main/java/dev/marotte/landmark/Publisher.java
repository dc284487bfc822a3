package dev.marotte.landmark;

import dev.marotte.landmark.SessionAdvance.Outlet;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Forwards messages to the sinks of their topics, with the time of the record that is being processed. One task's thread. */
final class Publisher {
    private final ProcessorContext<String, Object> context;

    Publisher(ProcessorContext<String, Object> context) {
        this.context = context;
    }

    static String sink(Topic<?> topic) {
        return topic.name() + "-sink";
    }

    <V> void publish(Topic<V> topic, V message, Record<?, ?> cause) {
        publish(topic, message, new RecordHeaders(), cause);
    }

    /** Returns an outlet for the messages that one record causes. */
    Outlet outlet(Record<?, ?> cause) {
        return new Outlet() {
            @Override
            public void landmarks(LandmarksMessage message) {
                publish(message, cause);
            }

            @Override
            public void neutral(Neutral neutral) {
                publish(Topics.NEUTRALS, neutral, cause);
            }
        };
    }

    /** Publishes landmarks with their stamp in a header. */
    private void publish(LandmarksMessage message, Record<?, ?> cause) {
        publish(Topics.LANDMARKS, message, StampHeader.of(message).headers(), cause);
    }

    private <V> void publish(Topic<V> topic, V message, Headers headers, Record<?, ?> cause) {
        context.forward(new Record<>(topic.keyOf(message), message, cause.timestamp(), headers), sink(topic));
    }

    void bury(Unreadable<?> unreadable, Record<String, ?> record) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        publish(
                Topics.DEAD_LETTERS,
                unreadable.at(place.topic(), place.partition(), place.offset(), record.key()),
                record);
    }
}
