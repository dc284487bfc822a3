package dev.marotte.render;

import dev.marotte.render.ProfileFilter.Found.Damage;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The work of one poll: plans in the order of their records, dead letters, and the input that they complete. One thread. */
final class RenderBatch {
    private final List<Plan.Ready> plans = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    private final Map<TopicPartition, Long> first = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();

    void add(Plan.Ready plan) {
        plans.add(plan);
    }

    /** Adds a dead letter for a record that cannot be read; its frame gets an outcome if its header tells which one it was. */
    void bury(ConsumerRecord<String, ?> record, Damage damage) {
        letters.add(Topics.DEAD_LETTERS.record(damage.value().in(record)));
        damage.header()
                .map(header -> new Plan.Say(lost(header, record.timestamp())))
                .ifPresent(plans::add);
    }

    private static RenderedMessage lost(StampHeader header, long timestamp) {
        return header.last()
                ? new EndOfRendered(header.stamp())
                : new Dropped(
                        header.stamp(), FrameTiming.unhurried(Instant.ofEpochMilli(timestamp)), DropReason.UNREADABLE);
    }

    /** Notes that this batch completes everything from {@code start} up to, but not including, {@code end}. */
    void take(TopicPartition partition, long start, OffsetAndMetadata end) {
        if (end.offset() > start) {
            first.put(partition, start);
            next.put(partition, end);
        }
    }

    List<Plan.Ready> plans() {
        return plans;
    }

    List<ProducerRecord<byte[], byte[]>> letters() {
        return letters;
    }

    ConsumedOffsets consumed() {
        return new ConsumedOffsets(first, next);
    }

    /** Tells whether there is nothing to send because all records were for other loops. */
    boolean isSilent() {
        return plans.isEmpty() && letters.isEmpty();
    }
}
