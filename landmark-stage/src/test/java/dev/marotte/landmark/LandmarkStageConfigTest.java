package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.Profile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LandmarkStageConfigTest {
    private static final LandmarkStageConfig LOSSLESS =
            LandmarkStageConfig.of("localhost:9092", Path.of("state"), Profile.LOSSLESS);
    private static final LandmarkStageConfig LIVE =
            LandmarkStageConfig.of("localhost:9092", Path.of("state"), Profile.LIVE);

    @Test
    void losslessDeliversExactlyOnceAndLiveAtLeastOnce() {
        assertThat(LOSSLESS.streams("a")).containsEntry("processing.guarantee", "exactly_once_v2");
        assertThat(LIVE.streams("a")).containsEntry("processing.guarantee", "at_least_once");
    }

    @Test
    void theProfilesAreDifferentApplications() {
        assertThat(LOSSLESS.streams("a")).containsEntry("application.id", "marotte-landmark-lossless");
        assertThat(LIVE.streams("a")).containsEntry("application.id", "marotte-landmark-live");
    }

    @Test
    void readsEverySessionFromItsStart() {
        assertThat(LOSSLESS.streams("a")).containsEntry("consumer.auto.offset.reset", "earliest");
    }

    @Test
    void isAStaticMemberOfItsGroup() {
        assertThat(LOSSLESS.streams("a")).containsEntry("consumer.group.instance.id", "a");
    }

    @Test
    void commitsTenTimesASecond() {
        assertThat(LOSSLESS.streams("a")).containsEntry("commit.interval.ms", 100L);
    }

    @Test
    void hasOneThreadUnlessTold() {
        assertThat(LOSSLESS.threads()).isEqualTo(1);
        assertThatThrownBy(() ->
                        new LandmarkStageConfig("localhost:9092", Path.of("state"), Profile.LIVE, 0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
