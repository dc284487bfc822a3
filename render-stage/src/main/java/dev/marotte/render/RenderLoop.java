package dev.marotte.render;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Postmark;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The render stage: poll → render → send → commit, as long as it runs. What a poll gives is the batch, over all sessions of the assigned
 * partitions; while one is rendered the next grows by itself, so there is no timer and nothing to tune.
 *
 * <p>{@link #run} on one thread; {@link #close} from any. Whatever throws out of {@code run} is for the owner: the device is broken, the broker
 * refuses, or another instance has taken over. Nothing is lost by it: what was not committed is rendered again.
 *
 * <p>Not Kafka Streams: there, work that is drained in a commit runs after the offsets were committed and can be lost.
 */
public final class RenderLoop implements AutoCloseable {
    /** How long an idle loop takes at most to see that it was closed, if the wake-up came in a bad moment. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private final Consumer<String, Decoded<LandmarksMessage>> consumer;
    private final Delivery delivery;
    private final Renderer renderer;
    private volatile boolean closed;

    RenderLoop(Consumer<String, Decoded<LandmarksMessage>> consumer, Delivery delivery, Renderer renderer) {
        this.consumer = consumer;
        this.delivery = delivery;
        this.renderer = renderer;
    }

    /** Makes the first frames of a session that is about to begin as quick as later ones. On the thread of {@link #run}, before it. */
    public void rehearse(IdentityRef identity, RenderSettings settings) {
        renderer.rehearse(identity, settings);
    }

    /** Renders until closed. */
    public void run() {
        try (consumer;
                delivery) {
            consumer.subscribe(List.of(Topics.LANDMARKS.name()));
            while (!closed) {
                ConsumerRecords<String, Decoded<LandmarksMessage>> batch = consumer.poll(IDLE);
                if (!batch.isEmpty()) {
                    delivery.deliver(batch, render(batch));
                }
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    /** Outcomes in the order of the records, and a dead letter for each that cannot be read. */
    private List<ProducerRecord<byte[], byte[]>> render(ConsumerRecords<String, Decoded<LandmarksMessage>> batch) {
        Iterator<RenderedMessage> outcomes = renderer.render(readable(batch)).iterator();
        List<ProducerRecord<byte[], byte[]>> output = new ArrayList<>();
        for (ConsumerRecord<String, Decoded<LandmarksMessage>> record : batch) {
            switch (Decoded.of(record)) {
                case Readable<LandmarksMessage> _ -> output.add(Topics.RENDERED.record(outcomes.next()));
                case Unreadable<LandmarksMessage> unreadable -> {
                    output.add(Topics.DEAD_LETTERS.record(unreadable.in(record)));
                    lost(record).map(Topics.RENDERED::record).ifPresent(output::add);
                }
            }
        }
        return output;
    }

    private static List<LandmarksMessage> readable(ConsumerRecords<String, Decoded<LandmarksMessage>> batch) {
        List<LandmarksMessage> messages = new ArrayList<>();
        for (ConsumerRecord<String, Decoded<LandmarksMessage>> record : batch) {
            if (record.value() instanceof Readable<LandmarksMessage>(LandmarksMessage message)) {
                messages.add(message);
            }
        }
        return messages;
    }

    /** What becomes of the frame whose record cannot be read, if its postmark tells which one it was. */
    private static Optional<RenderedMessage> lost(ConsumerRecord<String, ?> record) {
        return Postmark.on(record)
                .map(mark -> mark.last()
                        ? new EndOfRendered(mark.stamp())
                        : new Dropped(
                                mark.stamp(),
                                TimeUnit.MILLISECONDS.toMicros(record.timestamp()),
                                DropReason.UNREADABLE));
    }

    /** Asks {@link #run} to end after the batch in hand, and returns at once. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }
}
