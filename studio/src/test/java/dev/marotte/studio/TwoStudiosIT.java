package dev.marotte.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.Session;
import dev.marotte.studio.live.CloseCodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Studios beside each other on one cluster: a session is driven through one of them, and the other has to know. */
@Timeout(600)
final class TwoStudiosIT {
    /** Less than the five minutes after which a session is idle. */
    private static final Duration A_WHILE = Duration.ofMinutes(3);

    private static final Pattern FRAMES = Pattern.compile("\"stage\":\"INGEST\".*?\"frames\":(\\d+)");

    @TempDir
    private Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(3);

    private final Session session = PushedSessions.open("live-1", "somebody", Instant.now());
    private volatile Duration passed = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(passed);
    private RunningStudio one;
    private RunningStudio other;

    @BeforeEach
    void open() throws Exception {
        Cluster cluster = Cluster.at(broker.bootstrapServers());
        try (SessionStore store = SessionStore.open(cluster, clock)) {
            store.open(session);
        }
        one = RunningStudio.start(folder.resolve("one"), cluster, clock);
        other = RunningStudio.start(folder.resolve("other"), cluster, clock);
        patiently().until(() -> isOpen(one) && isOpen(other));
    }

    @AfterEach
    void close() throws InterruptedException {
        one.close();
        other.close();
    }

    @Test
    void aSessionThatIsDrivenThroughOneOfThemIsNotIdleForTheOther() throws Exception {
        // From when frames come: that a client is heard is known before, and time limits of a run that begins are by
        // this clock.
        CameraPage page = drive(one);
        for (int round = 0; round < 4; round++) {
            passed = passed.plus(A_WHILE);
            awaitHeardByTheOther(page);
        }

        assertThat(isOpen(one)).isTrue();
        assertThat(isOpen(other)).isTrue();
        assertThat(frames()).isPositive();
    }

    /** Waits until the other one knows that the client was heard just now, or has ended the session. */
    private void awaitHeardByTheOther(CameraPage page) {
        patiently().until(() -> {
            page.sendPicture();
            return !isOpen(other) || other.session("live-1").contains("\"silentSeconds\":0.");
        });
    }

    @Test
    void aSessionWhoseStudioIsGoneIsEndedByTheOther() throws Exception {
        CameraPage page = CameraPage.drive(one, "live-1", "none", clock);
        page.sendPicture();
        patiently().until(() -> other.session("live-1").contains("\"silentSeconds\""));
        one.close();
        passed = passed.plus(A_WHILE.multipliedBy(2));

        patiently().until(() -> !isOpen(other));
        assertThat(other.session("live-1")).contains("\"reason\":\"idle\"");
    }

    @Test
    void whoGoesOverToTheOtherGoesOnThereAndBackAgain() throws Exception {
        CameraPage first = drive(one);
        CameraPage second = drive(other);
        assertThat(first.awaitCode()).isEqualTo(CloseCodes.TAKEN_OVER);

        drive(one);
        assertThat(second.awaitCode()).isEqualTo(CloseCodes.TAKEN_OVER);
    }

    /** Pushes pictures until the session has some more of them. */
    private CameraPage drive(RunningStudio studio) throws IOException, InterruptedException {
        long before = frames();
        CameraPage page = CameraPage.drive(studio, "live-1", "none", clock);
        patiently().until(() -> {
            page.sendPicture();
            return frames() > before;
        });
        return page;
    }

    /** As the cluster knows it. */
    private long frames() throws IOException, InterruptedException {
        Matcher found = FRAMES.matcher(other.session("live-1"));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofMinutes(2));
    }

    private boolean isOpen(RunningStudio studio) throws IOException, InterruptedException {
        return studio.session("live-1").contains("\"state\":\"open\"");
    }
}
