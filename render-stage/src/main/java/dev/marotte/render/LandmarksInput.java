package dev.marotte.render;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Profile;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Sources of a loop's work. The loop closes all of them.
 *
 * @param profile the profile whose records the loop handles
 * @param consumer in the profile's own group; the loop subscribes
 * @param sessions of the same profile
 */
record LandmarksInput(Profile profile, Consumer<String, Decoded<LandmarksMessage>> consumer, OpenSessions sessions)
        implements AutoCloseable {
    @Override
    public void close() {
        // It hands its partitions back on the way, of which the sessions are told. Others need not wait until it counts
        // as dead.
        try (sessions) {
            consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
    }
}
