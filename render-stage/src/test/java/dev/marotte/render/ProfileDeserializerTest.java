package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.render.ProfileFilter.Found;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileDeserializerTest {
    private static final byte[] BROKEN = {1, 2, 3};

    @ParameterizedTest
    @EnumSource
    void decodesWhatIsOfItsProfileAlone(Profile profile) {
        LandmarksMessage message = message(profile);
        Headers headers = StampHeader.of(message).headers();

        for (Profile loop : Profile.values()) {
            Found found = found(loop, headers, Topics.LANDMARKS.record(message).value());
            assertThat(found).isEqualTo(loop == profile ? new Found.Message(message) : new Found.OthersRecord());
        }
    }

    @ParameterizedTest
    @EnumSource
    void decodesWhatHasNoHeader(Profile profile) {
        LandmarksMessage message = message(profile);

        for (Profile loop : Profile.values()) {
            Found found = found(
                    loop, new RecordHeaders(), Topics.LANDMARKS.record(message).value());
            assertThat(found).isEqualTo(loop == profile ? new Found.Message(message) : new Found.OthersRecord());
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesDamageToItsOwnLoop(Profile profile) {
        Headers headers = StampHeader.of(message(profile)).headers();

        for (Profile loop : Profile.values()) {
            assertThat(found(loop, headers, BROKEN))
                    .isInstanceOf(loop == profile ? Found.Damage.class : Found.OthersRecord.class);
        }
    }

    private static LandmarksMessage message(Profile profile) {
        return new EndOfLandmarks(new FrameStamp(new SessionId("demo"), 7, new Pts(280_000)), profile);
    }

    private static Found found(Profile loop, Headers headers, byte[] value) {
        Decoded<LandmarksMessage> decoded =
                new ProfileDeserializer(loop).deserialize(Topics.LANDMARKS.name(), headers, value);
        return new ProfileFilter(loop)
                .sort(new ConsumerRecord<>(
                        Topics.LANDMARKS.name(),
                        0,
                        0L,
                        0L,
                        TimestampType.CREATE_TIME,
                        0,
                        value.length,
                        "demo/7",
                        decoded,
                        headers,
                        Optional.empty()));
    }
}
