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
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.Inlet.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.LongStream;
import net.jqwik.api.Example;

final class SinkLoopTest {
    private static final SessionId SESSION = new SessionId("test");
    private static final Output OUTPUT = new Output(Path.of("out.mp4"), Output.Form.MP4, false);
    private static final RateChoice AS_DRIVEN = new RateChoice.AsDriven();

    private final List<Received> messages = new ArrayList<>();

    private static FrameStamp stamp(long index) {
        return new FrameStamp(SESSION, index, new Pts(index * 40_000));
    }

    private void rendered(long index) {
        rendered(stamp(index));
    }

    private void rendered(FrameStamp stamp) {
        Picture picture = new Picture(PictureCodec.RAW_BGR, 2, 2, Bytes.of(new byte[12]));
        frame(new Rendered(stamp, 0, picture, new Alpha.None(), new StageTimes(0, 0, 0, 1)));
    }

    private void frame(RenderedMessage message) {
        messages.add(new Received.OfFrame(message));
    }

    private void silence() {
        messages.add(new Received.OfSound(new EndOfAudio(SESSION, 0)));
    }

    private SinkReport write(RateChoice rate, TakenDown writer) throws InterruptedException {
        return loop(rate, writer, new Clock()).run();
    }

    private SinkLoop loop(RateChoice rate, TakenDown writer, Clock clock) {
        return new SinkLoop(
                new OneByOne(new ArrayDeque<>(messages)),
                new SinkLoop.Recording(OUTPUT, writer, rate),
                (_, _, _) -> {},
                new SinkLoop.Patience(Duration.ofSeconds(10), clock::tick));
    }

    @Example
    void writesEachFrameOnceWhereverDuplicatesCome() throws InterruptedException {
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
                .isEqualTo(new SinkReport(OUTPUT, FrameRate.of(25), 3, new FrameOutcomes(3, 0, 0, Map.of(), 0, 2)));
    }

    @Example
    void keepsTheLastPictureWhereNoneWasMade() throws InterruptedException {
        silence();
        rendered(0);
        frame(new Held(stamp(1), 0));
        frame(new Dropped(stamp(2), 0, DropReason.UNREADABLE));
        rendered(4);
        frame(new EndOfRendered(stamp(5)));
        TakenDown writer = new TakenDown();

        SinkReport report = write(AS_DRIVEN, writer);

        assertThat(writer.seen).containsExactly(0L, 0L, 0L, 0L, 4L);
        assertThat(report.outcomes()).isEqualTo(new FrameOutcomes(2, 0, 1, Map.of(DropReason.UNREADABLE, 1L), 1, 0));
    }

    @Example
    void showsTheFirstPictureForWhatComesBeforeIt() throws InterruptedException {
        silence();
        frame(new Held(stamp(0), 0));
        frame(new Held(stamp(1), 0));
        rendered(2);
        frame(new EndOfRendered(stamp(3)));
        TakenDown writer = new TakenDown();

        write(AS_DRIVEN, writer);

        assertThat(writer.seen).containsExactly(2L, 2L, 2L);
    }

    @Example
    void refusesASessionWithoutAnyPicture() {
        silence();
        frame(new Held(stamp(0), 0));
        frame(new EndOfRendered(stamp(1)));

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing was rendered");
    }

    @Example
    void refusesASessionInWhichNoFaceIsFollowed() {
        silence();
        frame(atRest(0));
        frame(new Held(stamp(1), 0));
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
        frame(new Dropped(stamp(0), 0, DropReason.NO_IDENTITY));
        frame(new EndOfRendered(stamp(1)));

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1 dropped as of nobody who is enrolled");
    }

    @Example
    void saysWhatBecameOfFramesThatDoNotFollow() throws InterruptedException {
        silence();
        frame(atRest(0));
        rendered(1);
        frame(new Held(stamp(2), 0));
        frame(new Held(stamp(3), 0));
        frame(new Dropped(stamp(4), 0, DropReason.LATE));
        frame(new EndOfRendered(stamp(6)));

        assertThat(write(AS_DRIVEN, new TakenDown()).outcomes().exceptions())
                .isEqualTo("of 6 frames of the clip: 1 before the first face (shown at rest), "
                        + "2 without a face to follow (held), 1 dropped as too late, 1 never came");
    }

    @Example
    void hasNothingToSayWhereEveryFrameFollows() throws InterruptedException {
        silence();
        rendered(0);
        frame(new EndOfRendered(stamp(1)));

        assertThat(write(AS_DRIVEN, new TakenDown()).outcomes().exceptions()).isEmpty();
    }

    private static Rendered atRest(long index) {
        Picture picture = new Picture(PictureCodec.RAW_BGR, 2, 2, Bytes.of(new byte[12]));
        return new Rendered(stamp(index), 0, picture, new Alpha.None(), new StageTimes(0, 0, 0, 1), true);
    }

    @Example
    void keepsTimeWhenTheRateIsAnother() throws InterruptedException {
        silence();
        LongStream.range(0, 50).forEach(this::rendered);
        frame(new EndOfRendered(stamp(50)));
        TakenDown slower = new TakenDown();
        TakenDown faster = new TakenDown();

        write(new RateChoice.Fixed(FrameRate.of(10)), slower);
        write(new RateChoice.Fixed(FrameRate.of(50)), faster);

        assertThat(slower.seen).hasSize(20).isSorted().doesNotHaveDuplicates();
        assertThat(faster.seen).hasSize(100).isSorted();
        assertThat(faster.seen.subList(0, 4)).containsExactly(0L, 0L, 1L, 1L);
    }

    @Example
    void showsEachFrameOfAVariableRateWithinHalfATick() throws InterruptedException {
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
    void leavesOutSoundBeforeTheStartButNotThePriming() throws InterruptedException {
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

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown())).isInstanceOf(SinkLoop.StalledException.class);
    }

    @Example
    void waitsForAsLongAsSomethingMovesUpstream() throws InterruptedException {
        silence();
        rendered(0);
        frame(new EndOfRendered(stamp(1)));
        Clock clock = new Clock();
        Inlet inlet = new OneByOne(new ArrayDeque<>(messages));
        Instant held = Instant.EPOCH.plusSeconds(100);
        var late = new Late(inlet, clock, held);
        var recording = new SinkLoop.Recording(OUTPUT, new TakenDown(), AS_DRIVEN);

        assertThatThrownBy(() -> new SinkLoop(late, recording, (_, _, _) -> {}, patience(clock, Instant.EPOCH)).run())
                .isInstanceOf(SinkLoop.StalledException.class);
        assertThat(new SinkLoop(late, recording, (_, _, _) -> {}, patience(clock, held.minusSeconds(5)))
                        .run()
                        .frames())
                .isEqualTo(1);
    }

    @Example
    void aMachineThatSleptHasNotWaited() throws InterruptedException {
        silence();
        rendered(0);
        frame(new EndOfRendered(stamp(1)));
        Clock clock = new Clock();
        var asleep = new Asleep(new OneByOne(new ArrayDeque<>(messages)), clock);
        var recording = new SinkLoop.Recording(OUTPUT, new TakenDown(), AS_DRIVEN);

        SinkReport report = new SinkLoop(asleep, recording, (_, _, _) -> {}, patience(clock, Instant.EPOCH)).run();

        assertThat(report.frames()).isEqualTo(1);
    }

    private static SinkLoop.Patience patience(Clock clock, Instant until) {
        return new SinkLoop.Patience(
                Duration.ofSeconds(10), clock::tick, () -> clock.now.isBefore(until) ? clock.now : until);
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
        public List<Received> poll() {
            return clock.now.isBefore(time) ? List.of() : inlet.poll();
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
        public List<Received> poll() {
            if (slept) {
                return inlet.poll();
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
        public List<Received> poll() {
            return messages.isEmpty() ? List.of() : List.of(messages.remove());
        }

        @Override
        public void close() {}
    }
}
