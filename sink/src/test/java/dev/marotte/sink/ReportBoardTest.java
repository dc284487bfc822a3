package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.sink.StallLimit.SignOfLife;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportBoardTest {
    private static final SessionId SESSION = new SessionId("demo");

    private Instant now = Instant.EPOCH;
    private final ReportBoard board = new ReportBoard(() -> now);

    @Test
    void aReportIsASignOfLifeWhenItIsHeardWhateverItsClockSays() {
        board.watch(SESSION);
        hear(report(StageName.INGEST, 12), report(StageName.SINK, 3));
        now = now.plusSeconds(10);
        hear(report(StageName.INGEST, 12), report(StageName.SINK, 4));

        assertThat(board.lastUpstream(SESSION)).contains(new SignOfLife(StageName.INGEST, Instant.EPOCH));

        hear(report(StageName.INGEST, 12), report(StageName.LANDMARK, 1));

        assertThat(board.lastUpstream(SESSION)).contains(new SignOfLife(StageName.LANDMARK, now));
        assertThat(board.expectedFrames(SESSION)).isEqualTo(100);
    }

    @Test
    void nothingIsKnownOfASessionThatIsNotFollowed() {
        hear(report(StageName.INGEST, 12));

        assertThat(board.lastUpstream(SESSION)).isEmpty();
        assertThat(board.expectedFrames(SESSION)).isZero();
        assertThat(board.isWatched(SESSION)).isFalse();
    }

    private void hear(StageReport... reports) {
        board.update(_ -> List.of(reports));
    }

    private static StageReport report(StageName stage, long frames) {
        return new StageReport(
                SESSION, stage, Instant.EPOCH.minusSeconds(3600), frames, 100, Pts.ZERO, OutcomeCounts.NONE, "");
    }
}
