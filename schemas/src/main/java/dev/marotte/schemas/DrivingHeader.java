package dev.marotte.schemas;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka header on an ingest report of a session that a client drives. It marks that the report was written because the client was heard, and names the
 * run that received what the client sent. Of two runs of a session, the one with the greater number began later. It is not a field, because only the
 * processes that clients connect to need it; all others read the report like any other.
 */
public final class DrivingHeader {
    private static final String HEADER = "marotte.driving";

    private DrivingHeader() {}

    /** The same record with the mark. */
    public static ProducerRecord<byte[], byte[]> on(ProducerRecord<byte[], byte[]> report, long run) {
        report.headers()
                .add(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(run).array());
        return report;
    }

    /** The run that {@code report} names; empty if a stage wrote it, or if the mark cannot be read. */
    public static OptionalLong runOf(ConsumerRecord<?, ?> report) {
        @Nullable Header header = report.headers().lastHeader(HEADER);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null || value.length != Long.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(value).getLong());
    }
}
