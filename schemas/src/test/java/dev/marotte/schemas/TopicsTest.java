package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marotte.schemas.MessageExamples.Sample;
import dev.marotte.schemas.Topic.Spread;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void topicsAreNamedAsInTheReadme() {
        assertThat(Topics.ALL)
                .extracting(Topic::name)
                .containsExactlyInAnyOrder(
                        "marotte.sessions",
                        "marotte.identities",
                        "marotte.frames",
                        "marotte.audio",
                        "marotte.landmarks",
                        "marotte.neutrals",
                        "marotte.rendered",
                        "marotte.reports",
                        "marotte.dead-letters");
    }

    @Test
    void everyMessageOfASessionStandsInItsPartitionUnderAKeyOfItsOwn() {
        for (Sample<?> sample : MessageExamples.ALL) {
            if (sample.topic().spread() == Spread.BY_SESSION) {
                assertThat(keyOf(sample)).startsWith(isHeartbeat(sample.message()) ? "renderer-1/" : "demo-1");
            }
        }
        assertThat(keyOf(MessageExamples.ALL.get(2))).isEqualTo("demo-1/42");
    }

    /** A renderer speaks for itself, under a name that no session has. */
    private static boolean isHeartbeat(Object message) {
        return message instanceof StageReport report && report.liveCapacity().isPresent();
    }

    @Test
    void neutralsAndDeadLettersHaveKeysOfTheirOwn() {
        assertThat(MessageExamples.ALL)
                .filteredOn(sample -> sample.topic() == Topics.NEUTRALS || sample.topic() == Topics.DEAD_LETTERS)
                .extracting(sample -> sample.topic().name(), TopicsTest::keyOf)
                .containsOnly(tuple("marotte.neutrals", "demo-1/7"), tuple("marotte.dead-letters", "marotte.frames"));
    }

    @Test
    void theRecordingIsKeptAndPicturesAreNot() {
        assertThat(Topics.LANDMARKS.retention().settings())
                .containsEntry("retention.ms", "-1")
                .containsEntry("cleanup.policy", "compact");
        assertThat(Topics.AUDIO.retention()).isEqualTo(Topics.LANDMARKS.retention());
        assertThat(Topics.FRAMES.retention().settings()).containsEntry("retention.ms", "86400000");
        assertThat(Topics.SESSIONS.retention().settings()).containsEntry("cleanup.policy", "compact");
    }

    /** Compaction leaves a topic's last segment alone, and whoever lists sessions reads all that is left. */
    @Test
    void reportsPileUpForMinutesAtMost() {
        assertThat(Topics.REPORTS.retention().settings())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("segment.bytes", "1048576")
                .containsEntry("segment.ms", "600000")
                .containsEntry("max.compaction.lag.ms", "600000");
    }

    private static <V> String keyOf(Sample<V> sample) {
        return new String(sample.topic().record(sample.message()).key(), StandardCharsets.UTF_8);
    }
}
