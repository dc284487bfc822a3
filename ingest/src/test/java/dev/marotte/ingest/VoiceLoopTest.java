package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionSource.VoiceSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class VoiceLoopTest {
    private static final Session SESSION = TestSessions.open("test", Profile.LOSSLESS, new VoiceSource("voice.wav"));
    private static final long UNIT_MICROS = 21_000;

    private final List<AudioMessage> settled = new ArrayList<>();

    @Property(tries = 100)
    void sendsEachMessageOnceHoweverOftenItIsKilled(
            @ForAll @IntRange(min = 1, max = 120) int units,
            @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 60) Integer> kills)
            throws IOException, InterruptedException {
        settled.clear();
        for (int kill : kills) {
            try {
                run(units, new Attempt(kill), _ -> true);
            } catch (Killed expected) {
                assertThat(settled).noneMatch(EndOfAudio.class::isInstance);
            }
        }
        if (!ended()) {
            run(units, new Attempt(Integer.MAX_VALUE), _ -> true);
        }

        assertThat(settled)
                .extracting(AudioMessage::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, units + 1).boxed().toList());
        assertThat(settled.getFirst()).isInstanceOf(AudioHeader.class);
        assertThat(settled.getLast()).isInstanceOf(EndOfAudio.class);
    }

    @Example
    void endsWhereNoMoreIsWanted() throws IOException, InterruptedException {
        Pts end = run(50, new Attempt(Integer.MAX_VALUE), pts -> pts.micros() < 10 * UNIT_MICROS);

        assertThat(end).isEqualTo(new Pts(10 * UNIT_MICROS));
        assertThat(settled).hasSize(12).last().isEqualTo(new EndOfAudio(SESSION.id(), 11));
    }

    @Example
    void doesNotWaitForWhatAnEarlierRunHasSent() throws IOException, InterruptedException {
        try {
            run(80, new Attempt(40), _ -> true);
        } catch (Killed expected) {
            assertThat(settled).isNotEmpty();
        }
        int before = settled.size();
        List<Pts> asked = new ArrayList<>();
        run(80, new Attempt(Integer.MAX_VALUE), asked::add);

        assertThat(asked).hasSize(81 - before);
    }

    @Example
    void saysOfTheUnitBehindAnInterruptionThatItIsOne() throws IOException, InterruptedException {
        Attempt outlet = new Attempt(Integer.MAX_VALUE);
        new VoiceLoop(SESSION, new Script(5, 3), outlet, _ -> true).run(outlet.resume());

        assertThat(outlet.interrupting).containsExactly(4L);
        assertThat(settled).extracting(AudioMessage::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    private boolean ended() {
        return !settled.isEmpty() && settled.getLast() instanceof EndOfAudio;
    }

    private Pts run(int units, Attempt outlet, Predicate<Pts> gate) throws IOException, InterruptedException {
        if (ended()) {
            return Pts.ZERO;
        }
        return new VoiceLoop(SESSION, new Script(units, -1), outlet, gate).run(outlet.resume());
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** So many units of sound, of which one may stand behind an interruption. */
    private static final class Script implements SoundSource {
        private final int units;
        private final int interrupting;
        private int next;

        private Script(int units, int interrupting) {
            this.units = units;
            this.interrupting = interrupting;
        }

        @Override
        public Soundtrack.Coded soundtrack() {
            return new Soundtrack.Coded(AudioCodec.AAC, 48_000, 1, Bytes.EMPTY);
        }

        @Override
        public long expectedMicros() {
            return units * UNIT_MICROS;
        }

        @Override
        public Optional<Media.Sound> next() {
            if (next == units) {
                return Optional.empty();
            }
            Pts pts = new Pts(next * UNIT_MICROS);
            return Optional.of(new Media.Sound(pts, UNIT_MICROS, Bytes.EMPTY, next++ == interrupting));
        }

        @Override
        public Completeness completeness() {
            return new Completeness.Whole();
        }

        @Override
        public void close() {}
    }

    /** Keeps what is settled, and is killed at some message. */
    private final class Attempt implements Outlet {
        private final List<AudioMessage> open = new ArrayList<>();
        private final List<Long> interrupting = new ArrayList<>();
        private int left;

        private Attempt(int messages) {
            left = messages;
        }

        @Override
        public Position resume() {
            return new Position(0, settled.size(), Pts.ZERO, 0, false);
        }

        @Override
        public void send(AudioMessage message) {
            if (left-- == 0) {
                throw new Killed();
            }
            open.add(message);
        }

        @Override
        public void sendInterrupting(AudioUnit unit) {
            interrupting.add(unit.sequence());
            send(unit);
        }

        @Override
        public void send(FrameMessage message) {
            throw new AssertionError("a voice has no frames");
        }

        @Override
        public void send(LandmarksMessage message) {
            throw new AssertionError("landmarks are the speech stage's");
        }

        @Override
        public void send(Neutral message) {
            throw new AssertionError("neutrals are the speech stage's");
        }

        @Override
        public void settle() {
            settled.addAll(open);
            open.clear();
        }

        @Override
        public long lastOffset() {
            return -1;
        }

        @Override
        public void close() {}
    }
}
