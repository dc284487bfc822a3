package dev.marotte.render;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the landmarks of one profile. Records of the other are in the same partitions and are told by their header, not decoded:
 * a process with many live sessions has a loop for lossless ones as well. {@link ProfileFilter} passes them over. Immutable.
 *
 * @param profile of the loop
 */
record ProfileDeserializer(Profile profile) implements Deserializer<Decoded<LandmarksMessage>> {
    private static final Deserializer<Decoded<LandmarksMessage>> MESSAGES = Topics.LANDMARKS.deserializer();
    private static final Decoded<LandmarksMessage> OTHERS =
            new Unreadable<>("a record of the other profile", Bytes.EMPTY);

    @Override
    public Decoded<LandmarksMessage> deserialize(String topic, byte @Nullable [] data) {
        return MESSAGES.deserialize(topic, data);
    }

    @Override
    public Decoded<LandmarksMessage> deserialize(String topic, Headers headers, byte @Nullable [] data) {
        boolean isOurs = StampHeader.profileIn(headers).orElse(profile) == profile;
        return isOurs ? deserialize(topic, data) : OTHERS;
    }
}
