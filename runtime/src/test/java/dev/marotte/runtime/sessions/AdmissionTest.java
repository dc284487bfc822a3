package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void takesSessionsUpToWhatAllRenderersTakeTogether() {
        List<StageReport> two = List.of(renderer("one", 3, NOW), renderer("other", 2, NOW.minusSeconds(30)));

        assertThat(Admission.ofLive(4, two, NOW)).isEqualTo(new Admission.Fits());
        assertThat(Admission.ofLive(5, two, NOW))
                .isEqualTo(new Admission.Refused("the renderers take 5 live sessions and 5 are open; end one, start"
                        + " another renderer or raise render.sessions.capacity"));
    }

    @Test
    void refusesNobodyWhereARendererDoesNotSayWhatItTakes() {
        List<StageReport> two = List.of(renderer("one", 1, NOW), renderer("other", 0, NOW));

        assertThat(Admission.ofLive(1_000, two, NOW)).isEqualTo(new Admission.Fits());
    }

    @Test
    void countsNoRendererThatWasNotHeardOfForAMinute() {
        List<StageReport> two = List.of(
                renderer("one", 3, NOW.minus(Admission.HEARD_WITHIN)),
                renderer("other", 2, NOW.plus(Duration.ofSeconds(40))));

        assertThat(Admission.ofLive(2, two, NOW)).isInstanceOf(Admission.Refused.class);
        assertThat(Admission.ofLive(0, two.subList(0, 1), NOW))
                .isEqualTo(new Admission.Unserved(
                        "no renderer has been heard of in the last 60 s; the session waits" + " until there is one"));
    }

    private static StageReport renderer(String name, long sessions, Instant at) {
        return StageReport.ofRenderer(new SessionId(name), at, sessions);
    }
}
