package dev.marotte.studio.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.studio.PushedSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IdleSessionsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<SessionId, Duration> silences = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private final IdleSessions idle =
            new IdleSessions(id -> Optional.ofNullable(silences.get(id)), PATIENCE, () -> now);
    private final Session one = PushedSessions.open("one", "a");
    private final Session other = PushedSessions.open("other", "b");

    @Test
    void aSessionWhoseClientSaysNothingForLongIsIdle() {
        silences.put(one.id(), PATIENCE);
        silences.put(other.id(), PATIENCE.plusMillis(1));

        assertThat(idle.among(List.of(one, other))).containsExactly(other);
    }

    @Test
    void aSessionWhoseClientNeverComesIsIdleToo() {
        assertThat(idle.among(List.of(one))).isEmpty();
        pass(PATIENCE);
        assertThat(idle.among(List.of(one))).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(idle.among(List.of(one))).containsExactly(one);
    }

    @Test
    void whoComesBackBeginsAnew() {
        assertThat(idle.among(List.of(one))).isEmpty();
        pass(PATIENCE);
        silences.put(one.id(), Duration.ZERO);
        assertThat(idle.among(List.of(one))).isEmpty();
        silences.clear();
        pass(PATIENCE);
        assertThat(idle.among(List.of(one))).isEmpty();
    }

    @Test
    void aSessionThatIsNotThereAnyMoreIsForgotten() {
        assertThat(idle.among(List.of(one))).isEmpty();
        assertThat(idle.among(List.of())).isEmpty();
        pass(PATIENCE.multipliedBy(2));
        assertThat(idle.among(List.of(one))).isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
