package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.runtime.InstanceName;
import java.time.Duration;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The landmark stage of one profile: frames of its sessions become landmarks while it runs. Delivery is a property of the whole Kafka
 * Streams application, so a deployment that serves both profiles runs two of them; each leaves the other's sessions alone.
 */
public final class LandmarkStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LandmarkStage.class);

    private final KafkaStreams streams;
    private final Duration shutdownTimeout;

    private LandmarkStage(KafkaStreams streams, Duration shutdownTimeout) {
        this.streams = streams;
        this.shutdownTimeout = shutdownTimeout;
    }

    /**
     * Starts in the background; the topics must exist.
     *
     * @param models stay the caller's, open until this is closed
     */
    public static LandmarkStage start(LandmarkStageConfig config, FaceModels models, TrackingListener listener) {
        KafkaStreams streams = new KafkaStreams(
                LandmarkTopology.of(config.profile(), () -> new DriverObserver(models), CanonicalFace.load(), listener),
                config.streams(InstanceName.in(config.stateDirectory())));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("the landmark stage failed and stops", failure);
            listener.failed(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        return new LandmarkStage(streams, config.shutdownTimeout());
    }

    /**
     * Finishes the frames in hand and leaves the group. When the timeout passes first, threads are left to end by themselves and what
     * they have not committed is worked on again after the next start.
     */
    @Override
    public void close() {
        CloseOptions leaving = CloseOptions.timeout(shutdownTimeout)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            LOG.warn(
                    "the landmark stage did not stop in time; uncommitted frames will be tracked again: timeout={}",
                    shutdownTimeout);
        }
    }
}
