package dev.marotte.standalone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Consent;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityCleanupTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final Consent ONE_SESSION = new Consent.ForOneSession();

    @Test
    void anIdentityOfASessionThatIsGoneIsNotNeeded() {
        List<Manifest> enrolled = List.of(identity("portrait-a", ONE_SESSION), identity("portrait-b", ONE_SESSION));

        assertThat(IdentityCleanup.unused(enrolled, List.of(session("portrait-b")), NOW))
                .containsExactly("portrait-a");
    }

    @Test
    void whoAgreedInWordsStays() {
        List<Manifest> enrolled = List.of(identity("mona", new Consent.Stated("for the museum")));

        assertThat(IdentityCleanup.unused(enrolled, List.of(), NOW)).isEmpty();
    }

    @Test
    void oneThatWasEnrolledAMomentAgoStays() {
        List<Manifest> enrolled = List.of(identity("portrait-a", ONE_SESSION));

        assertThat(IdentityCleanup.unused(enrolled, List.of(), NOW.minusSeconds(3600)))
                .isEmpty();
    }

    private static Manifest identity(String name, Consent consent) {
        long enrolled = FrameTiming.microsOf(NOW.minusSeconds(60));
        return new Manifest(new IdentityRef(name, enrolled), consent, "still 1", 64, 64, 1, 1, "", enrolled);
    }

    private static Session session(String identity) {
        return new Session(
                new SessionId("one"),
                new IdentityRef(identity, 1),
                Profile.LIVE,
                MotionPresets.plain(false),
                new SessionSource.PushSource(),
                List.of(new SessionOutput.PageOutput()),
                SessionTerms.DEFAULT,
                new SessionOpening(NOW, "a test"),
                new SessionState.Open());
    }
}
