package dev.marotte.render;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Profile;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Where a loop's work comes from.
 *
 * @param consumer in the profile's own group; the loop subscribes and closes it
 * @param profile whose records the loop answers for
 */
record LandmarksInput(Consumer<String, Decoded<LandmarksMessage>> consumer, Profile profile) {}
