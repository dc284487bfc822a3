package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordingExpiryTest {
    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

    @Test
    void findsWhatEndedLongerAgoThanItWantedToBeKept() {
        List<Session> sessions = List.of(
                TestSessions.open("open"), ended("old", Duration.ofDays(31)), ended("young", Duration.ofDays(29)));

        assertThat(RecordingExpiry.expired(sessions, NOW)).containsExactly(new SessionId("old"));
    }

    private static Session ended(String id, Duration ago) {
        return TestSessions.open(id).end(new Ended(EndReason.COMPLETED, "", NOW.minus(ago)));
    }
}
