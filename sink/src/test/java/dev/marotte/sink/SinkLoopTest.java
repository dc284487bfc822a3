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
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Example;

/** What is written of frames and sound, in which order and at which rate. When it waits and ends: {@link SinkWaitingTest}. */
final class SinkLoopTest {
    private static final Output OUTPUT = new Output(Path.of("out.mp4"), Output.Form.MP4, false);
    private static final FrameTiming TIMING = TestSessions.TIMING;
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final RateChoice AS_DRIVEN = new RateChoice.RateAsDriven();

    private final ScriptedSession session = new ScriptedSession();

    @Example
    void writesEachFrameOnceWhereverDuplicatesCome() throws IOException, InterruptedException {
        session.silence();
        session.rendered(1);
        session.rendered(0);
        session.rendered(1);
        session.rendered(2);
        session.rendered(0);
        session.frame(new EndOfRendered(ScriptedSession.stamp(3)));
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
        session.silence();
        session.rendered(0);
        session.frame(new Held(ScriptedSession.stamp(1), TIMING));
        session.frame(new Dropped(ScriptedSession.stamp(2), TIMING, DropReason.UNREADABLE));
        session.rendered(4);
        session.frame(new EndOfRendered(ScriptedSession.stamp(5)));
        TakenDown writer = new TakenDown();

        SinkReport report = write(AS_DRIVEN, writer);

        assertThat(writer.seen).containsExactly(0L, 0L, 0L, 0L, 4L);
        assertThat(report.counts()).isEqualTo(new OutcomeCounts(2, 0, 1, 0, 0, 1, 1, 0, 3));
    }

    @Example
    void showsTheFirstPictureForWhatComesBeforeIt() throws IOException, InterruptedException {
        session.silence();
        session.frame(new Held(ScriptedSession.stamp(0), TIMING));
        session.frame(new Held(ScriptedSession.stamp(1), TIMING));
        session.rendered(2);
        session.frame(new EndOfRendered(ScriptedSession.stamp(3)));
        TakenDown writer = new TakenDown();

        write(AS_DRIVEN, writer);

        assertThat(writer.seen).containsExactly(2L, 2L, 2L);
    }

    @Example
    void refusesASessionWithoutAnyPicture() {
        session.silence();
        session.frame(new Held(ScriptedSession.stamp(0), TIMING));
        session.frame(new EndOfRendered(ScriptedSession.stamp(1)));

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing was rendered");
    }

    @Example
    void refusesASessionInWhichNoFaceIsFollowed() {
        session.silence();
        session.frame(ScriptedSession.atRest(0));
        session.frame(new Held(ScriptedSession.stamp(1), TIMING));
        session.frame(new EndOfRendered(ScriptedSession.stamp(2)));
        TakenDown writer = new TakenDown();

        assertThatThrownBy(() -> write(AS_DRIVEN, writer))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the face to follow is in no frame of the clip");
        assertThat(writer.finished).isFalse();
        assertThat(writer.closed).isTrue();
    }

    @Example
    void saysWhyNothingWasRendered() {
        session.silence();
        session.frame(new Dropped(ScriptedSession.stamp(0), TIMING, DropReason.NO_IDENTITY));
        session.frame(new EndOfRendered(ScriptedSession.stamp(1)));

        assertThatThrownBy(() -> write(AS_DRIVEN, new TakenDown()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1 dropped as of nobody who is enrolled");
    }

    @Example
    void countsWhatBecameOfFramesThatDoNotFollow() throws IOException, InterruptedException {
        session.silence();
        session.frame(ScriptedSession.atRest(0));
        session.rendered(1);
        session.frame(new Held(ScriptedSession.stamp(2), TIMING));
        session.frame(new Held(ScriptedSession.stamp(3), TIMING));
        session.frame(new Dropped(ScriptedSession.stamp(4), TIMING, DropReason.LATE));
        session.frame(new EndOfRendered(ScriptedSession.stamp(6)));

        assertThat(LossSentence.of(write(AS_DRIVEN, new TakenDown()).counts()))
                .startsWith("of 6 frames of the clip: 1 before the first face (shown at rest), "
                        + "2 without a face to follow (held), 1 dropped as too late, 1 never came");
    }

    @Example
    void keepsTimeWhenTheRateIsAnother() throws IOException, InterruptedException {
        session.silence();
        LongStream.range(0, 50).forEach(session::rendered);
        session.frame(new EndOfRendered(ScriptedSession.stamp(50)));
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
        session.silence();
        List<Long> millis = List.of(0L, 40L, 90L, 120L, 600L, 640L);
        for (int i = 0; i < millis.size(); i++) {
            session.rendered(new FrameStamp(ScriptedSession.ID, i, new Pts(millis.get(i) * 1000)));
        }
        session.frame(new EndOfRendered(new FrameStamp(ScriptedSession.ID, millis.size(), new Pts(680_000))));
        TakenDown writer = new TakenDown();

        write(AS_DRIVEN, writer);

        assertThat(writer.seen).hasSize(17);
        for (int i = 0; i < millis.size(); i++) {
            assertThat(Math.abs(writer.seen.indexOf((long) i) * 40L - millis.get(i)))
                    .isLessThanOrEqualTo(20);
        }
    }

    @Example
    void leavesOutSoundBeforeTheStartButNotThePriming() throws IOException, InterruptedException {
        session.sound(new AudioHeader(ScriptedSession.ID, AudioCodec.AAC, 48_000, 1, Bytes.EMPTY));
        List<Long> micros = List.of(-900_000L, -21_333L, 0L, 21_333L);
        for (int i = 0; i < micros.size(); i++) {
            AudioUnit unit = new AudioUnit(ScriptedSession.ID, i + 1, new Pts(micros.get(i)), 21_333, Bytes.EMPTY);
            session.sound(unit);
            session.sound(unit);
        }
        session.sound(new EndOfAudio(ScriptedSession.ID, 5));
        session.rendered(0);
        session.frame(new EndOfRendered(ScriptedSession.stamp(1)));
        TakenDown writer = new TakenDown();

        write(AS_DRIVEN, writer);

        assertThat(writer.sounds).extracting(Pts::micros).containsExactly(-21_333L, 0L, 21_333L);
    }

    @Example
    void saysInOneSentenceThatTheDiskIsFull() {
        session.silence();
        LongStream.range(0, 100).forEach(session::rendered);
        session.frame(new EndOfRendered(ScriptedSession.stamp(100)));
        TakenDown writer = new TakenDown(10);

        assertThatThrownBy(() -> write(AS_DRIVEN, writer))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cannot write out.mp4: no space left on device");
        assertThat(writer.closed).isTrue();
        assertThat(writer.finished).isFalse();
    }

    private SinkReport write(RateChoice rate, TakenDown writer) throws IOException, InterruptedException {
        var recording = new SinkLoop.Recording(OutputWriter.of(OUTPUT, writer), rate, FOREVER);
        var waiting = new SinkLoop.Waiting(
                new StallLimit(LIMIT, Optional::empty), new SessionEnding(LIMIT), new SecondClock()::tick);
        return new SinkLoop(session.inlet(), recording, _ -> {}, waiting).run().orElseThrow();
    }
}
