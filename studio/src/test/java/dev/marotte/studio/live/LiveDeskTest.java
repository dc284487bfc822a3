package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.studio.PushedSessions;
import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.sessions.DrivingSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveDeskTest {
    private Instant now = Instant.EPOCH;
    private final LiveDesk desk = new LiveDesk(
            Cluster.at("127.0.0.1:9"),
            Duration.ofSeconds(3),
            _ -> Optional.empty(),
            new DrivingSigns(() -> now),
            () -> now);
    private final Session session = PushedSessions.open("live-1", "somebody");
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Viewer viewer = new Viewer(new HeardLine(), Coding.H264);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whoBeginsToWatchJustWhenTheSessionEndsIsToldThatItHas() throws InterruptedException {
        desk.watch(session, viewer);
        desk.tidy(_ -> false);
        viewer.close();
        viewer.run();

        assertThat(heard).containsExactly("{\"ended\":true}");
        assertThat(desk.figures(session.id())).isEmpty();
    }

    @Test
    void whatNobodyWatchesAnyMoreIsLetGoOfAndBeginsAnewForWhoComesBack() {
        desk.watch(session, viewer);
        desk.leave(session.id(), viewer);
        now = now.plusSeconds(10);
        desk.tidy(_ -> true);
        assertThat(desk.figures(session.id())).isPresent();
        now = now.plusSeconds(60);
        desk.tidy(_ -> true);
        assertThat(desk.figures(session.id())).isEmpty();

        desk.watch(session, viewer);
        assertThat(desk.figures(session.id()).orElseThrow().viewers()).isEqualTo(1);
    }

    private final class HeardLine implements ViewerLine {
        @Override
        public void send(byte[] message) {}

        @Override
        public void tell(String said) {
            heard.add(said);
        }

        @Override
        public void close(int code, String reason) {}
    }
}
