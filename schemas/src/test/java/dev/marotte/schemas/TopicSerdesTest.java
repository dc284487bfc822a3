package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;

class TopicSerdesTest {
    @Property(tries = 400)
    void everyMessageComesBackEqual(@ForAll("messages") Tuple2<Topic<?>, ?> message) {
        assertComesBack(message);
    }

    private static <V> void assertComesBack(Tuple2<Topic<?>, ?> topicAndMessage) {
        Topic<V> topic = topic(topicAndMessage);
        V message = message(topicAndMessage);
        byte[] written = topic.serializer().serialize(topic.name(), message);
        assertThat(topic.decode(written)).isEqualTo(new Readable<>(message));
        assertThat(topic.messages().deserializer().deserialize(topic.name(), written))
                .isEqualTo(message);
        assertThat(topic.record(message).value()).isEqualTo(written);
        assertThat(topic.decoded().serializer().serialize(topic.name(), new Readable<>(message)))
                .isEqualTo(written);
    }

    @Property(tries = 100)
    void readsFromTheMiddleOfAFetchedBuffer(@ForAll("messages") Tuple2<Topic<?>, ?> message) {
        assertReadsFromTheMiddle(message);
    }

    private static <V> void assertReadsFromTheMiddle(Tuple2<Topic<?>, ?> topicAndMessage) {
        Topic<V> topic = topic(topicAndMessage);
        V message = message(topicAndMessage);
        byte[] written = topic.serializer().serialize(topic.name(), message);
        for (ByteBuffer fetched : new ByteBuffer[] {
            ByteBuffer.allocate(written.length + 20), ByteBuffer.allocateDirect(written.length + 20)
        }) {
            fetched.position(7).put(written).flip().position(7);
            assertThat(topic.deserializer().deserialize(topic.name(), new RecordHeaders(), fetched))
                    .isEqualTo(new Readable<>(message));
        }
    }

    @Property(tries = 2000)
    void damagedBytesAreAValueAndNeverAnException(
            @ForAll("messages") Tuple2<Topic<?>, ?> message, @ForAll int place, @ForAll byte value) {
        assertDamagedIsAValue(message, place, value);
    }

    private static <V> void assertDamagedIsAValue(Tuple2<Topic<?>, ?> topicAndMessage, int place, byte value) {
        Topic<V> topic = topic(topicAndMessage);
        byte[] written = topic.serializer().serialize(topic.name(), TopicSerdesTest.<V>message(topicAndMessage));
        byte[] cut = Arrays.copyOf(written, Math.floorMod(place, written.length));
        assertThat(topic.decode(cut)).isInstanceOf(Unreadable.class);
        byte[] altered = written.clone();
        altered[Math.floorMod(place, written.length)] = value;
        assertThat(topic.decode(altered)).isNotNull();
    }

    @Property(tries = 500)
    void anyBytesAtAllAreAValue(@ForAll byte[] bytes) {
        for (Topic<?> topic : Topics.ALL) {
            assertThat(topic.decode(bytes)).isInstanceOf(Unreadable.class);
        }
    }

    @Example
    void unreadableBytesAreWrittenBackAsTheyWere() {
        byte[] bytes = {1, 2, 3};
        Decoded<Session> decoded = Topics.SESSIONS.decode(bytes);
        assertThat(decoded).isEqualTo(new Unreadable<>("not a single-object encoded record", Bytes.of(bytes)));
        assertThat(Topics.SESSIONS.decoded().serializer().serialize("any", decoded))
                .isEqualTo(bytes);
    }

    @Example
    void aMessageOfAnotherTopicIsUnreadable() {
        AudioMessage audio = new AudioMessage.EndOfAudio(new SessionId("s"), 3);
        Decoded<FrameMessage> decoded =
                Topics.FRAMES.decode(Topics.AUDIO.record(audio).value());
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("unknown schema"));
    }

    @Example
    void aRecordWithNeitherKeyNorValueIsUnreadable() {
        assertThat(Topics.FRAMES.decode(null)).isInstanceOf(Unreadable.class);
        ConsumerRecord<String, Decoded<FrameMessage>> record =
                new ConsumerRecord<>(Topics.FRAMES.name(), 2, 7, null, null);
        Decoded<FrameMessage> decoded = Decoded.of(record);
        assertThat(decoded).isInstanceOf(Unreadable.class);
        assertThat(((Unreadable<FrameMessage>) decoded).in(record))
                .isEqualTo(new DeadLetter(Topics.FRAMES.name(), 2, 7, "without a value", Bytes.EMPTY, Bytes.EMPTY));
    }

    @Example
    void aDeadLetterHasTheDigestOfWhatItStandsForAndNothingElse() {
        ConsumerRecord<String, Decoded<FrameMessage>> record =
                new ConsumerRecord<>(Topics.FRAMES.name(), 2, 7, "demo/3", null);
        DeadLetter letter = new Unreadable<FrameMessage>("broken", Bytes.ofUtf8("abc")).in(record);

        assertThat(letter.value())
                .isEqualTo(Bytes.ofUtf8("3 bytes with the SHA-256 "
                        + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Example
    void aStateStoreThatCannotBeReadIsAnError() {
        assertThatThrownBy(() -> Topics.SESSIONS.messages().deserializer().deserialize("store", new byte[3]))
                .isInstanceOf(SerializationException.class);
    }

    @Provide
    Arbitrary<Tuple2<Topic<?>, ?>> messages() {
        return Arbitraries.oneOf(
                of(Topics.SESSIONS, SessionArbitraries.sessions()),
                of(Topics.FRAMES, MessageArbitraries.frames()),
                of(Topics.AUDIO, MessageArbitraries.audio()),
                of(Topics.LANDMARKS, MessageArbitraries.landmarks()),
                of(Topics.NEUTRALS, MessageArbitraries.neutrals()),
                of(Topics.RENDERED, MessageArbitraries.rendered()),
                of(Topics.IDENTITIES, MessageArbitraries.identities()),
                of(Topics.REPORTS, SessionArbitraries.reports()),
                of(Topics.DEAD_LETTERS, MessageArbitraries.deadLetters()));
    }

    private static <V> Arbitrary<Tuple2<Topic<?>, ?>> of(Topic<V> topic, Arbitrary<V> messages) {
        return messages.map(message -> Tuple.of(topic, message));
    }

    @SuppressWarnings("unchecked")
    private static <V> Topic<V> topic(Tuple2<Topic<?>, ?> topicAndMessage) {
        return (Topic<V>) topicAndMessage.get1();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <V> V message(Tuple2<Topic<?>, ?> topicAndMessage) {
        return (V) topicAndMessage.get2();
    }
}
