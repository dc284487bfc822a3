package dev.marotte.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.Pause;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.StreamConnection;
import dev.marotte.schemas.StreamConnection.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ReconnectingSourceTest {
    private static final ClipFacts FACTS = new ClipFacts(0, 0, 25, 0, new Soundtrack.None());
    private static final long FRAME_MICROS = 40_000;
    private static final StreamPolicy POLICY =
            new StreamPolicy(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(20));

    private long nanos;
    private boolean wanted = true;
    private final List<StreamConnection> said = new ArrayList<>();

    /** What happens at each attempt to open the stream. */
    private final Queue<DrivingSource> attempts = new ArrayDeque<>();

    @Test
    void timesGoOnAcrossACutWithTheTimeThatPassed() throws IOException {
        attempts.add(stream(3));
        attempts.add(away());
        attempts.add(away());
        attempts.add(stream(2));

        ReconnectingSource source = source();
        List<Long> frames = new ArrayList<>();
        List<Long> reopenings = new ArrayList<>();
        for (int frame = 0; frame < 5; frame++) {
            frames.add(((Media.Frame) source.next()).pts().micros());
            reopenings.add(source.reopenings());
        }

        // Two attempts of a second each, and pauses of 250 and 500 ms.
        assertThat(frames).containsExactly(0L, 40_000L, 80_000L, 2_870_000L, 2_910_000L);
        assertThat(reopenings).containsExactly(0L, 0L, 0L, 1L, 1L);
        assertThat(said.getLast().state()).isEqualTo(State.CONNECTED);
        assertThat(said.getLast().losses()).isEqualTo(1);
        assertThat(said).anySatisfy(each -> {
            assertThat(each.state()).isEqualTo(State.LOST);
            assertThat(each.problem()).isEqualTo("nobody answers");
        });
    }

    @Test
    void theEndComesWhenNobodyWantsItAnyMore() throws IOException {
        attempts.add(stream(2));
        ReconnectingSource source = source();
        source.next();
        wanted = false;

        assertThat(source.next()).isEqualTo(new Media.End(new Pts(FRAME_MICROS), new Completeness.Whole()));
    }

    @Test
    void aStreamThatStaysAwayForTooLongIsIdle() {
        ReconnectingSource source = source();
        assertThatThrownBy(source::next)
                .isInstanceOf(IdleSourceException.class)
                .hasMessage("its source gave nothing for 20 s");
    }

    private ReconnectingSource source() {
        Pause pause = time -> {
            nanos += time.toNanos();
            return wanted;
        };
        var report = new StreamReport(new Said(), "srt://:9000", 0, Pts.ZERO);
        return new ReconnectingSource(
                this::attempt, FACTS, new ReconnectingSource.Waiting(POLICY, pause, () -> nanos), report);
    }

    /** Keeps what is said of the connection. */
    private final class Said implements StreamReport.Reporter {
        @Override
        public void report(Standing standing) {
            said.addAll(standing.connections());
        }

        @Override
        public void reportNow(Standing standing) {
            said.addAll(standing.connections());
        }
    }

    private DrivingSource attempt() throws IOException {
        DrivingSource next = attempts.isEmpty() ? away() : attempts.remove();
        if (next.facts().framesPerSecond() == 0) {
            nanos += Duration.ofSeconds(1).toNanos();
            throw new IOException("nobody answers");
        }
        return next;
    }

    private DrivingSource away() {
        return new Script(0, new ClipFacts(0, 0, 0, 0, new Soundtrack.None()));
    }

    private DrivingSource stream(int frames) {
        return new Script(frames, FACTS);
    }

    /** Gives so many frames, each in its time, and is cut. */
    private final class Script implements DrivingSource {
        private final int frames;
        private final ClipFacts facts;
        private int given;

        Script(int frames, ClipFacts facts) {
            this.frames = frames;
            this.facts = facts;
        }

        @Override
        public ClipFacts facts() {
            return facts;
        }

        @Override
        public Media next() {
            if (given == frames) {
                return new Media.End(Pts.ZERO, new Completeness.Truncated("nothing came for 3 s"));
            }
            nanos += FRAME_MICROS * 1000;
            return new Media.Frame(new Pts(given++ * FRAME_MICROS));
        }

        @Override
        public Picture encode() {
            return new Picture(PictureCodec.JPEG, 1, 1, Bytes.of(new byte[0]));
        }

        @Override
        public void close() {}
    }
}
