package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.SessionId;
import dev.marotte.standalone.cluster.LiveWatch.Pause;
import dev.marotte.standalone.cluster.Strikes.Strike;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StruckPausesTest {
    private static final List<Strike> STRIKES =
            List.of(strike("broker killed", 10), strike("stage killed", 20), strike("broker killed", 30));

    @Test
    void aPauseBelongsToTheStrikeAfterWhichMostOfItLies() {
        assertThat(longest(pause(LiveHop.FRAMES, 9, 12), pause(LiveHop.FRAMES, 19, 23), pause(LiveHop.SINK, 40, 47)))
                .isEqualTo(Map.of(
                        "broker killed",
                        Map.of(LiveHop.FRAMES, Duration.ofSeconds(3), LiveHop.SINK, Duration.ofSeconds(7)),
                        "stage killed",
                        Map.of(LiveHop.FRAMES, Duration.ofSeconds(4))));
    }

    @Test
    void theLongestOfAKindCounts() {
        assertThat(longest(pause(LiveHop.SINK, 11, 13), pause(LiveHop.SINK, 31, 36), pause(LiveHop.SINK, 37, 39)))
                .containsEntry("broker killed", Map.of(LiveHop.SINK, Duration.ofSeconds(5)));
    }

    @Test
    void aKindWithoutAPauseIsNamed() {
        assertThat(new StruckPauses(STRIKES, List.of()).table())
                .isEqualTo("broker killed, 2 strikes: no pause\nstage killed, 1 strikes: no pause");
    }

    @Test
    void theWorstAreListedWithWhatWasStruck() {
        StruckPauses pauses = new StruckPauses(
                STRIKES,
                List.of(pause(LiveHop.SINK, 11, 13), pause(LiveHop.FRAMES, 21, 26), pause(LiveHop.SINK, 31, 32)));
        assertThat(pauses.worst(2).lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("5000 ms").endsWith("stage killed (1)"),
                        second -> assertThat(second).contains("2000 ms").endsWith("broker killed (1)"));
    }

    private static Map<String, Map<LiveHop, Duration>> longest(Pause... pauses) {
        return new StruckPauses(STRIKES, List.of(pauses)).longest();
    }

    private static Strike strike(String kind, long second) {
        return new Strike(kind, "1", Instant.ofEpochSecond(second), Instant.ofEpochSecond(second + 1));
    }

    private static Pause pause(LiveHop hop, long from, long to) {
        return new Pause(hop, new SessionId("live-1"), Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
    }
}
