package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

class StampHeaderTest {
    private static final FrameStamp STAMP = new FrameStamp(new SessionId("demo"), 42, new Pts(1_400_000));

    @Property(tries = 200)
    void comesBackEqual(
            @ForAll @LongRange(min = 0) long index,
            @ForAll long micros,
            @ForAll Profile profile,
            @ForAll boolean last) {
        StampHeader mark = new StampHeader(new FrameStamp(STAMP.session(), index, new Pts(micros)), profile, last);
        assertThat(StampHeader.on(record("demo/42", value(mark)))).contains(mark);
    }

    @Example
    void tellsTheEndFromAFrame() {
        assertThat(StampHeader.of(new EndOfLandmarks(STAMP, Profile.LIVE)))
                .isEqualTo(new StampHeader(STAMP, Profile.LIVE, true));
        assertThat(StampHeader.of(MessageArbitraries.landmarks()
                                .filter(message -> !(message instanceof EndOfLandmarks))
                                .sample())
                        .last())
                .isFalse();
    }

    @Property(tries = 500)
    void anyBytesAtAllAreAValue(@ForAll byte[] bytes) {
        assertThat(StampHeader.on(record("demo", bytes))).satisfies(StampHeaderTest::isWhole);
    }

    private static void isWhole(Optional<StampHeader> mark) {
        mark.ifPresent(each -> assertThat(value(each)).hasSize(17));
    }

    @Example
    void thereIsNoneWithoutAHeaderOrASession() {
        byte[] value = value(new StampHeader(STAMP, Profile.LOSSLESS, false));
        assertThat(StampHeader.on(new ConsumerRecord<>("topic", 0, 0, "demo", value)))
                .isEmpty();
        assertThat(StampHeader.on(record("demo", null))).isEmpty();
        assertThat(StampHeader.on(record(null, value))).isEmpty();
        assertThat(StampHeader.on(record("no/session/1", value))).isEmpty();
        byte[] negative = value.clone();
        negative[0] = -1;
        assertThat(StampHeader.on(record("demo", negative))).isEmpty();
    }

    private static byte[] value(StampHeader mark) {
        return mark.headers().lastHeader("marotte.stamp").value();
    }

    private static ConsumerRecord<String, byte[]> record(@Nullable String key, byte @Nullable [] mark) {
        var headers = new RecordHeaders();
        headers.add("marotte.stamp", mark);
        return new ConsumerRecord<>(
                "topic", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, key, new byte[0], headers, Optional.empty());
    }
}
