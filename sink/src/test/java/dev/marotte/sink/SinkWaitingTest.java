package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.sink.Inlet.Received;
import dev.marotte.sink.StallLimit.SignOfLife;
import dev.marotte.sink.StallLimit.StalledException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Example;

/** How long a sink waits for what does not come, and how it ends. */
final class SinkWaitingTest {
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final RateChoice AS_DRIVEN = new RateChoice.RateAsDriven();

    private final ScriptedSession session = new ScriptedSession();

    @Example
    void endsWhenNothingComesAnyMore() {
        session.silence();
        session.rendered(0);

        assertThatThrownBy(() -> loop(recording(new TakenDown(), FOREVER), new SessionEnding(LIMIT))
                        .run())
                .isInstanceOf(StalledException.class)
                .hasMessage("no frame and no sound came for 10 s; no stage upstream said anything of the session");
    }

    @Example
    void waitsForAsLongAsSomethingMovesUpstream() throws IOException, InterruptedException {
        session.silence();
        session.rendered(0);
        session.frame(new EndOfRendered(ScriptedSession.stamp(1)));
        Instant held = Instant.EPOCH.plusSeconds(100);

        assertThatThrownBy(() -> runLate(held, Instant.EPOCH.plusSeconds(50)))
                .isInstanceOf(StalledException.class)
                .hasMessage("no frame and no sound came for 10 s; the last stage that said anything of the session was"
                        + " landmark, 11 s ago (at 1970-01-01T00:00:50Z)");
        assertThat(runLate(held, held.minusSeconds(5)).frames()).isEqualTo(1);
    }

    @Example
    void aMachineThatSleptHasNotWaited() throws IOException, InterruptedException {
        session.silence();
        session.rendered(0);
        session.frame(new EndOfRendered(ScriptedSession.stamp(1)));
        SecondClock clock = new SecondClock();
        var asleep = new Asleep(session.inlet(), clock);
        var waiting =
                new SinkLoop.Waiting(new StallLimit(LIMIT, Optional::empty), new SessionEnding(LIMIT), clock::tick);

        SinkReport report = new SinkLoop(asleep, recording(new TakenDown(), FOREVER), _ -> {}, waiting)
                .run()
                .orElseThrow();

        assertThat(report.frames()).isEqualTo(1);
    }

    @Example
    void finishesWithWhatHasComeWhenTheSessionWasStopped() throws IOException, InterruptedException {
        session.sound(new AudioHeader(ScriptedSession.ID, AudioCodec.AAC, 48_000, 1, Bytes.EMPTY));
        session.rendered(0);
        session.rendered(1);
        session.rendered(3);
        TakenDown writer = new TakenDown();
        SessionEnding ending = ended(EndReason.STOPPED);

        var recording = new SinkLoop.Recording(writer, new RateChoice.FixedRate(FrameRate.of(25)), FOREVER);

        SinkReport report = loop(recording, ending).run().orElseThrow();

        assertThat(writer.seen).containsExactly(0L, 1L, 1L, 3L);
        assertThat(writer.finished).isTrue();
        assertThat(report.counts()).isEqualTo(new OutcomeCounts(3, 0, 0, 0, 0, 0, 1, 0, 1));
    }

    @Example
    void refusesAStoppedSessionOfWhichNothingCame() {
        assertThatThrownBy(() -> loop(recording(new TakenDown(), FOREVER), ended(EndReason.IDLE))
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing was rendered");
    }

    @Example
    void leavesNothingOfASessionThatFailed() throws IOException, InterruptedException {
        session.silence();
        LongStream.range(0, 60).forEach(session::rendered);
        TakenDown writer = new TakenDown();
        SessionEnding ending = new SessionEnding(LIMIT);
        var inlet = session.inlet();
        var waiting = new SinkLoop.Waiting(StallLimit.none(), ending, new SecondClock()::tick);
        SinkListener failingAtFrame50 = progress -> {
            if (progress.arrived() == 50) {
                ending.tell(new Ended(EndReason.FAILED, "", Instant.EPOCH), Instant.EPOCH);
            }
        };

        assertThat(new SinkLoop(inlet, recording(writer, FOREVER), failingAtFrame50, waiting).run())
                .isEmpty();

        assertThat(writer.closed).isTrue();
        assertThat(writer.finished).isFalse();
    }

    @Example
    void aSessionThatIsWatchedDoesNotWaitLongForAHole() throws IOException, InterruptedException {
        session.silence();
        LongStream.range(0, 60).filter(index -> index != 50).forEach(session::rendered);
        TakenDown writer = new TakenDown();
        List<Long> written = new ArrayList<>();
        SessionEnding ending = ended(EndReason.STOPPED);
        var waiting = new SinkLoop.Waiting(StallLimit.none(), ending, new SecondClock()::tick);
        SinkListener noting = progress -> written.add(progress.arrived());
        Inlet inlet = session.inlet();

        new SinkLoop(inlet, recording(writer, Duration.ofMillis(120)), noting, waiting).run();

        // Frames 51 to 54 wait for frame 50; with the next one the first of them has waited for more than 120 ms.
        assertThat(written.subList(51, 57)).containsExactly(50L, 50L, 50L, 50L, 56L, 57L);
    }

    private SinkLoop loop(SinkLoop.Recording recording, SessionEnding ending) {
        var waiting = new SinkLoop.Waiting(new StallLimit(LIMIT, Optional::empty), ending, new SecondClock()::tick);
        return new SinkLoop(session.inlet(), recording, _ -> {}, waiting);
    }

    private static SinkLoop.Recording recording(TakenDown writer, Duration holePatience) {
        return new SinkLoop.Recording(writer, AS_DRIVEN, holePatience);
    }

    /** Frames come at {@code time}; the landmark stage reports until {@code silent}. */
    private SinkReport runLate(Instant time, Instant silent) throws IOException, InterruptedException {
        SecondClock clock = new SecondClock();
        var inlet = new Late(session.inlet(), clock, time);
        var stall = new StallLimit(
                LIMIT,
                () -> Optional.of(
                        new SignOfLife(StageName.LANDMARK, clock.now().isBefore(silent) ? clock.now() : silent)));
        var waiting = new SinkLoop.Waiting(stall, new SessionEnding(LIMIT), clock::tick);
        return new SinkLoop(inlet, recording(new TakenDown(), FOREVER), _ -> {}, waiting)
                .run()
                .orElseThrow();
    }

    private static SessionEnding ended(EndReason reason) {
        SessionEnding ending = new SessionEnding(LIMIT);
        ending.tell(new Ended(reason, "", Instant.EPOCH), Instant.EPOCH);
        return ending;
    }

    /** Nothing comes before its time. */
    private record Late(Inlet inlet, SecondClock clock, Instant time) implements Inlet {
        @Override
        public List<Received> poll(Duration wait) {
            return clock.now().isBefore(time) ? List.of() : inlet.poll(wait);
        }

        @Override
        public void close() {}
    }

    /** An hour passes before anything comes. */
    private static final class Asleep implements Inlet {
        private final Inlet inlet;
        private final SecondClock clock;
        private boolean slept;

        Asleep(Inlet inlet, SecondClock clock) {
            this.inlet = inlet;
            this.clock = clock;
        }

        @Override
        public List<Received> poll(Duration wait) {
            if (slept) {
                return inlet.poll(wait);
            }
            slept = true;
            clock.sleep(Duration.ofHours(1));
            return List.of();
        }

        @Override
        public void close() {}
    }
}
