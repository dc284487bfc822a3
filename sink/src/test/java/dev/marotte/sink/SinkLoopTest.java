package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.sink.Inlet.Received;
import dev.marotte.sink.StallLimit.SignOfLife;
import dev.marotte.sink.StallLimit.StalledException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.LongStream;
import net.jqwik.api.Example;

final class SinkLoopTest {
    private static final SessionId SESSION = new SessionId("test");
    private static final Output OUTPUT = new Output(Path.of("out.mp4"), Output.Form.MP4, false);
    private static final FrameTiming TIMING = TestSessions.TIMING;
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final RateChoice AS_DRIVEN = new RateChoice.RateAsDriven();

    private final List<Received> messages = new ArrayList<>();

    private static FrameStamp stamp(long index) {
        return new FrameStamp(SESSION, index, new Pts(index * 40_000));
    }

    private void rendered(long index) {
        rendered(stamp(index));
    }

    private void rendered(FrameStamp stamp) {
        Picture picture = new Picture(PictureCodec.RAW_BGR, 2, 2, Bytes.of(new byte[12]));
        frame(new Rendered(stamp, TIMING, picture, new Alpha.None(), new StageTimes(0, 0, 0, 1)));
    }

    private void frame(RenderedMessage message) {
        messages.add(new Received.OfFrame(message));
    }

    private void silence() {
        messages.add(new Received.OfSound(new EndOfAudio(SESSION, 0)));
    }

    private SinkReport write(RateChoice rate, TakenDown writer) throws IOException, InterruptedException {
        return loop(new SinkLoop.Recording(OutputWriter.of(OUTPUT, writer), rate, FOREVER), new Clock())
                .run()
                .orElseThrow();
    }

    private SinkLoop loop(SinkLoop.Recording recording, Clock clock) {
        return loop(recording, clock, new SessionEnding(LIMIT));
    }

    private SinkLoop loop(SinkLoop.Recording recording, Clock clock, SessionEnding ending) {
        var waiting = new SinkLoop.Waiting(new StallLimit(LIMIT, Optional::empty), ending, clock::tick);
        return new SinkLoop(new OneByOne(new ArrayDeque<>(messages)), recording, _ -> {}, waiting);
    }

    private static SinkLoop.Recording recording(TakenDown writer, Duration holePatience) {
        return new SinkLoop.Recording(writer, AS_DRIVEN, holePatience);
    }

    @Example
    void writesEachFrameOnceWhereverDuplicatesCome() throws IOException, InterruptedException {
        silence();
        rendered(1);
        rendered(0);
        rendered(1);
        rendered(2);
        rendered(0);
        frame(new EndOfRendered(stamp(3)));
        TakenDown writer = new TakenDown();

        SinkReport report = write(AS_DRIVEN, writer);

        assertThat(writer.seen).containsExactly(0L, 1L, 2L);
        assertThat(writer.finished).isTrue();
        assertThat(writer.rate).contains(FrameRate.of(25));
        assertThat(report)
                .isEqualTo(new SinkReport(FrameRate.of(25), 3, 3, new OutcomeCounts(3, 0, 0, 0, 0, 0, 0, 2, 0)));
    }

    @Example
    void keepsTheLastPictureWhereNoneWasMade() throws IOException, InterruptedException {
        silence();
        rendered(0);
        frame(new Held(stamp(1), TIMING));
        frame(new Dropped(stamp(2), TIMING, DropReason.UNREADABLE));
        rendered(4);
        frame(new EndOfRendered(stamp(5)));
        TakenDown writer = new TakenDown();

        SinkReport report = write(AS_DRIVEN, writer);

        assertThat(writer.seen).containsExactly(0L, 0L, 0L, 0L, 4L);
        assertThat(report.counts()).isEqualTo(new OutcomeCounts(2, 0, 1, 0, 0, 1, 1, 0, 3));
    }

    @Example
    void showsTheFirstPictureForWhatComesBeforeIt() throws IOException, InterruptedException {
        silence();
        frame(new Held(stamp(0), TIMING));
        frame(new Held(stamp(1), TIMING));
        rendered(2);
        frame(new EndOfRendered(stamp(3)));
        TakenDown writer = new TakenDown();

        write(AS_DRIVEN, writer);

        assertThat(writer.seen).containsExactly(2L, 2L, 2L);
    }

    @Example
    void refusesASessionWithoutAnyPicture() {
        silence();
        frame(new Held(stamp(0), TIMING));
        frame(new EndOfRendered(stamp(1)));

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing was rendered");
    }

    @Example
    void refusesASessionInWhichNoFaceIsFollowed() {
        silence();
        frame(atRest(0));
        frame(new Held(stamp(1), TIMING));
        frame(new EndOfRendered(stamp(2)));
        TakenDown writer = new TakenDown();

        assertThatThrownBy(() -> write(AS_DRIVEN, writer))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the face to follow is in no frame of the clip");
        assertThat(writer.finished).isFalse();
        assertThat(writer.closed).isTrue();
    }

    @Example
    void saysWhyNothingWasRendered() {
        silence();
        frame(new Dropped(stamp(0), TIMING, DropReason.NO_IDENTITY));
        frame(new EndOfRendered(stamp(1)));

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1 dropped as of nobody who is enrolled");
    }

    @Example
    void countsWhatBecameOfFramesThatDoNotFollow() throws IOException, InterruptedException {
        silence();
        frame(atRest(0));
        rendered(1);
        frame(new Held(stamp(2), TIMING));
        frame(new Held(stamp(3), TIMING));
        frame(new Dropped(stamp(4), TIMING, DropReason.LATE));
        frame(new EndOfRendered(stamp(6)));

        assertThat(LossSentence.of(write(AS_DRIVEN, new TakenDown()).counts()))
                .startsWith("of 6 frames of the clip: 1 before the first face (shown at rest), "
                        + "2 without a face to follow (held), 1 dropped as too late, 1 never came");
    }

    private static Rendered atRest(long index) {
        Picture picture = new Picture(PictureCodec.RAW_BGR, 2, 2, Bytes.of(new byte[12]));
        return new Rendered(stamp(index), TIMING, picture, new Alpha.None(), new StageTimes(0, 0, 0, 1), true);
    }

    @Example
    void keepsTimeWhenTheRateIsAnother() throws IOException, InterruptedException {
        silence();
        LongStream.range(0, 50).forEach(this::rendered);
        frame(new EndOfRendered(stamp(50)));
        TakenDown slower = new TakenDown();
        TakenDown faster = new TakenDown();

        write(new RateChoice.FixedRate(FrameRate.of(10)), slower);
        write(new RateChoice.FixedRate(FrameRate.of(50)), faster);

        assertThat(slower.seen).hasSize(20).isSorted().doesNotHaveDuplicates();
        assertThat(faster.seen).hasSize(100).isSorted();
        assertThat(faster.seen.subList(0, 4)).containsExactly(0L, 0L, 1L, 1L);
    }

    @Example
    void showsEachFrameOfAVariableRateWithinHalfATick() throws IOException, InterruptedException {
        silence();
        List<Long> millis = List.of(0L, 40L, 90L, 120L, 600L, 640L);
        for (int i = 0; i < millis.size(); i++) {
            rendered(new FrameStamp(SESSION, i, new Pts(millis.get(i) * 1000)));
        }
        frame(new EndOfRendered(new FrameStamp(SESSION, millis.size(), new Pts(680_000))));
        TakenDown writer = new TakenDown();

        write(AS_DRIVEN, writer);

        assertThat(writer.seen).hasSize(17);
        for (int i = 0; i < millis.size(); i++) {
            assertThat(Math.abs(writer.seen.indexOf((long) i) * 40 - millis.get(i)))
                    .isLessThanOrEqualTo(20);
        }
    }

    @Example
    void leavesOutSoundBeforeTheStartButNotThePriming() throws IOException, InterruptedException {
        messages.add(new Received.OfSound(new AudioHeader(SESSION, AudioCodec.AAC, 48_000, 1, Bytes.EMPTY)));
        List<Long> micros = List.of(-900_000L, -21_333L, 0L, 21_333L);
        for (int i = 0; i < micros.size(); i++) {
            AudioUnit unit = new AudioUnit(SESSION, i + 1, new Pts(micros.get(i)), 21_333, Bytes.EMPTY);
            messages.add(new Received.OfSound(unit));
            messages.add(new Received.OfSound(unit));
        }
        messages.add(new Received.OfSound(new EndOfAudio(SESSION, 5)));
        rendered(0);
        frame(new EndOfRendered(stamp(1)));
        TakenDown writer = new TakenDown();

        write(AS_DRIVEN, writer);

        assertThat(writer.sounds).extracting(Pts::micros).containsExactly(-21_333L, 0L, 21_333L);
    }

    @Example
    void saysInOneSentenceThatTheDiskIsFull() {
        silence();
        LongStream.range(0, 100).forEach(this::rendered);
        frame(new EndOfRendered(stamp(100)));
        TakenDown writer = new TakenDown(10);

        assertThatThrownBy(() -> write(AS_DRIVEN, writer))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cannot write out.mp4: no space left on device");
        assertThat(writer.closed).isTrue();
        assertThat(writer.finished).isFalse();
    }

    @Example
    void endsWhenNothingComesAnyMore() {
        silence();
        rendered(0);

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown()))
                .isInstanceOf(StalledException.class)
                .hasMessage("no frame and no sound came for 10 s; no stage upstream said anything of the session");
    }

    @Example
    void waitsForAsLongAsSomethingMovesUpstream() throws IOException, InterruptedException {
        silence();
        rendered(0);
        frame(new EndOfRendered(stamp(1)));
        Instant held = Instant.EPOCH.plusSeconds(100);

        assertThatThrownBy(() -> runLate(held, Instant.EPOCH.plusSeconds(50)))
                .isInstanceOf(StalledException.class)
                .hasMessage("no frame and no sound came for 10 s; the last stage that said anything of the session was"
                        + " landmark, 11 s ago (at 1970-01-01T00:00:50Z)");
        assertThat(runLate(held, held.minusSeconds(5)).frames()).isEqualTo(1);
    }

    @Example
    void aMachineThatSleptHasNotWaited() throws IOException, InterruptedException {
        silence();
        rendered(0);
        frame(new EndOfRendered(stamp(1)));
        Clock clock = new Clock();
        var asleep = new Asleep(new OneByOne(new ArrayDeque<>(messages)), clock);
        var waiting =
                new SinkLoop.Waiting(new StallLimit(LIMIT, Optional::empty), new SessionEnding(LIMIT), clock::tick);

        SinkReport report = new SinkLoop(asleep, recording(new TakenDown(), FOREVER), _ -> {}, waiting)
                .run()
                .orElseThrow();

        assertThat(report.frames()).isEqualTo(1);
    }

    /** Frames come at {@code time}; the landmark stage reports until {@code silent}. */
    private SinkReport runLate(Instant time, Instant silent) throws IOException, InterruptedException {
        Clock clock = new Clock();
        var inlet = new Late(new OneByOne(new ArrayDeque<>(messages)), clock, time);
        var stall = new StallLimit(
                LIMIT,
                () -> Optional.of(new SignOfLife(StageName.LANDMARK, clock.now.isBefore(silent) ? clock.now : silent)));
        var waiting = new SinkLoop.Waiting(stall, new SessionEnding(LIMIT), clock::tick);
        return new SinkLoop(inlet, recording(new TakenDown(), FOREVER), _ -> {}, waiting)
                .run()
                .orElseThrow();
    }

    @Example
    void finishesWithWhatHasComeWhenTheSessionWasStopped() throws IOException, InterruptedException {
        messages.add(new Received.OfSound(new AudioHeader(SESSION, AudioCodec.AAC, 48_000, 1, Bytes.EMPTY)));
        rendered(0);
        rendered(1);
        rendered(3);
        TakenDown writer = new TakenDown();
        SessionEnding ending = ended(EndReason.STOPPED);

        var recording = new SinkLoop.Recording(writer, new RateChoice.FixedRate(FrameRate.of(25)), FOREVER);

        SinkReport report = loop(recording, new Clock(), ending).run().orElseThrow();

        assertThat(writer.seen).containsExactly(0L, 1L, 1L, 3L);
        assertThat(writer.finished).isTrue();
        assertThat(report.counts()).isEqualTo(new OutcomeCounts(3, 0, 0, 0, 0, 0, 1, 0, 1));
    }

    @Example
    void refusesAStoppedSessionOfWhichNothingCame() {
        assertThatThrownBy(() -> loop(recording(new TakenDown(), FOREVER), new Clock(), ended(EndReason.IDLE))
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing was rendered");
    }

    @Example
    void leavesNothingOfASessionThatFailed() throws IOException, InterruptedException {
        silence();
        LongStream.range(0, 60).forEach(this::rendered);
        TakenDown writer = new TakenDown();
        SessionEnding ending = new SessionEnding(LIMIT);
        var inlet = new OneByOne(new ArrayDeque<>(messages));
        var waiting = new SinkLoop.Waiting(StallLimit.none(), ending, new Clock()::tick);
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

    private static SessionEnding ended(EndReason reason) {
        SessionEnding ending = new SessionEnding(LIMIT);
        ending.tell(new Ended(reason, "", Instant.EPOCH), Instant.EPOCH);
        return ending;
    }

    @Example
    void aSessionThatIsWatchedDoesNotWaitLongForAHole() throws IOException, InterruptedException {
        silence();
        LongStream.range(0, 60).filter(index -> index != 50).forEach(this::rendered);
        TakenDown writer = new TakenDown();
        List<Long> written = new ArrayList<>();
        SessionEnding ending = ended(EndReason.STOPPED);
        var waiting = new SinkLoop.Waiting(StallLimit.none(), ending, new Clock()::tick);
        SinkListener noting = progress -> written.add(progress.arrived());
        Inlet inlet = new OneByOne(new ArrayDeque<>(messages));

        new SinkLoop(inlet, recording(writer, Duration.ofMillis(120)), noting, waiting).run();

        // Frames 51 to 54 wait for frame 50; with the next one the first of them has waited for more than 120 ms.
        assertThat(written.subList(51, 57)).containsExactly(50L, 50L, 50L, 50L, 56L, 57L);
    }

    /** A second passes each time somebody looks. */
    private static final class Clock {
        private Instant now = Instant.EPOCH;

        Instant tick() {
            now = now.plusSeconds(1);
            return now;
        }
    }

    /** Nothing comes before its time. */
    private record Late(Inlet inlet, Clock clock, Instant time) implements Inlet {
        @Override
        public List<Received> poll(Duration wait) {
            return clock.now.isBefore(time) ? List.of() : inlet.poll(wait);
        }

        @Override
        public void close() {}
    }

    /** An hour passes before anything comes. */
    private static final class Asleep implements Inlet {
        private final Inlet inlet;
        private final Clock clock;
        private boolean slept;

        Asleep(Inlet inlet, Clock clock) {
            this.inlet = inlet;
            this.clock = clock;
        }

        @Override
        public List<Received> poll(Duration wait) {
            if (slept) {
                return inlet.poll(wait);
            }
            slept = true;
            clock.now = clock.now.plusSeconds(3600);
            return List.of();
        }

        @Override
        public void close() {}
    }

    private record OneByOne(Queue<Received> messages) implements Inlet {
        @Override
        public List<Received> poll(Duration wait) {
            return messages.isEmpty() ? List.of() : List.of(messages.remove());
        }

        @Override
        public void close() {}
    }
}
