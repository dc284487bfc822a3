package dev.marotte.studio.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.DrivingHeader;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class DrivingSignsTest {
    private static final SessionId SESSION = new SessionId("live-1");

    private Instant now = Instant.ofEpochSecond(1);
    private final DrivingSigns signs = new DrivingSigns(() -> now);

    @Test
    void aSignCountsFromWhenItIsReadWhateverItsWriterTakesForTheTime() {
        signs.take(read(DrivingHeader.on(report(Instant.ofEpochSecond(77)), 5)));
        now = now.plusSeconds(3);

        assertThat(signs.silence(SESSION)).contains(Duration.ofSeconds(3));
    }

    @Test
    void whatAStageReportsByItselfIsNoSignOfAClient() {
        signs.take(read(report(Instant.EPOCH)));

        assertThat(signs.silence(SESSION)).isEmpty();
        assertThat(signs.newestRun(SESSION)).isZero();
    }

    @Test
    void aRunThatBeginsIsLaterThanAnyBeforeAlsoWhereThisClockIsBehind() {
        assertThat(signs.nextRun(SESSION)).isEqualTo(1_000_000);
        signs.take(read(DrivingHeader.on(report(Instant.EPOCH), 9_000_000)));

        assertThat(signs.nextRun(SESSION)).isEqualTo(9_000_001);
    }

    @Test
    void aSignOfARunThatHasGivenWayDoesNotMakeItTheNewest() {
        signs.take(read(DrivingHeader.on(report(Instant.EPOCH), 9)));
        signs.take(read(DrivingHeader.on(report(Instant.EPOCH), 8)));

        assertThat(signs.newestRun(SESSION)).isEqualTo(9);
    }

    @Test
    void whatIsNotWantedIsForgotten() {
        signs.take(read(DrivingHeader.on(report(Instant.EPOCH), 9)));
        signs.retain(_ -> true);
        assertThat(signs.newestRun(SESSION)).isEqualTo(9);
        signs.retain(_ -> false);
        assertThat(signs.silence(SESSION)).isEmpty();
    }

    private static ProducerRecord<byte[], byte[]> report(Instant at) {
        return Topics.REPORTS.record(
                new StageReport(SESSION, StageName.INGEST, at, 1, 0, Pts.ZERO, OutcomeCounts.NONE, ""));
    }

    private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
