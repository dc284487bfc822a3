package dev.marotte.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpeechLoopTest {
    private static final int UNIT = 1024;
    private static final int UNITS = 40;
    private static final int FRAMES = 64;
    private static final FrameStamp END = new FrameStamp(new SessionId("voice-1"), FRAMES, new Pts(2_560_000));

    private static final Instant SENT = Instant.EPOCH.plusSeconds(7);

    private Instant now = Instant.EPOCH;

    @Test
    void makesTwentyFiveFramesASecondAndAnEnd() throws InterruptedException {
        Sent sent = speak(sound(), SpeechPosition.START);

        assertThat(sent.landmarks).hasSize(FRAMES + 1).last().isEqualTo(new EndOfLandmarks(END, Profile.LOSSLESS));
        assertThat(sent.frames()).extracting(frame -> frame.stamp().index()).isSorted();
        assertThat(sent.frames())
                .allMatch(frame -> frame.stamp().pts().micros() == frame.stamp().index() * 40_000);
        assertThat(sent.frames()).allMatch(frame -> frame.timing().equals(FrameTiming.unhurried(SENT)));
        assertThat(sent.neutrals).singleElement().matches(neutral -> neutral.index() == 0);
        assertThat(sent.unsettled).isZero();
    }

    @Property(tries = 20)
    void whoGoesOnSendsWhatIsLeftAsItWouldHaveBeen(@ForAll @IntRange(max = FRAMES) int settled)
            throws InterruptedException {
        Sent whole = speak(sound(), SpeechPosition.START);
        Sent rest = speak(sound(), new SpeechPosition(settled, false));

        assertThat(rest.landmarks).isEqualTo(whole.landmarks.subList(settled, FRAMES + 1));
        assertThat(rest.neutrals).hasSize(settled == 0 ? 1 : 0);
    }

    @Test
    void messagesThatComeTwiceChangeNothing() throws InterruptedException {
        List<AudioMessage> twice = new ArrayList<>();
        sound().forEach(message -> twice.addAll(List.of(message, message)));

        assertThat(speak(twice, SpeechPosition.START).landmarks)
                .isEqualTo(speak(sound(), SpeechPosition.START).landmarks);
    }

    @Test
    void theMouthFollowsTheSound() throws InterruptedException {
        List<Tracked> frames = speak(sound(), SpeechPosition.START).frames();

        assertThat(opening(frames.get(5))).isLessThan(1);
        assertThat(opening(frames.get(40))).isGreaterThan(20);
    }

    private static double opening(Tracked frame) {
        return frame.landmarks().y(14) - frame.landmarks().y(13);
    }

    @Test
    void aSessionThatHasEndedIsClosedWhereItsSoundStaysAway() throws InterruptedException {
        List<AudioMessage> broken = sound().subList(0, UNITS / 2);
        SoundPatience patience = new SoundPatience(() -> now);
        patience.end();

        Sent sent = new Sent();
        FrameStamp end = loop(sent).run(SpeechPosition.START, inlet(broken), frames(), patience);

        assertThat(end.index()).isEqualTo(sent.frames().size()).isBetween(25L, 35L);
        assertThat(sent.landmarks).last().isInstanceOf(EndOfLandmarks.class);
    }

    @Test
    void stopsWhereItIsInterrupted() {
        Sent sent = new Sent();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() ->
                        loop(sent).run(SpeechPosition.START, inlet(sound()), frames(), new SoundPatience(() -> now)))
                .isInstanceOf(InterruptedException.class);
        assertThat(sent.landmarks).isEmpty();
    }

    private Sent speak(List<AudioMessage> sound, SpeechPosition settled) throws InterruptedException {
        Sent sent = new Sent();
        loop(sent).run(settled, inlet(sound), frames(), new SoundPatience(() -> now));
        return sent;
    }

    private SpeechLoop loop(LandmarksOutlet outlet) {
        Session session = session();
        var motion = new SpeakingMotion(
                SpeechLoopTest::loudness, SpeakingFace.load(), new IdleMotion(session.id()), SpeechConfig.DEFAULT);
        return new SpeechLoop(session, motion, outlet, _ -> {}, () -> Instant.EPOCH);
    }

    /** Half a second of silence, then a tone, each unit one byte that says which. */
    private static List<AudioMessage> sound() {
        SessionId session = session().id();
        List<AudioMessage> messages = new ArrayList<>();
        messages.add(new AudioHeader(session, AudioCodec.AAC, VoiceSamples.RATE, 1, Bytes.of(new byte[] {1, 2})));
        for (int unit = 0; unit < UNITS; unit++) {
            byte[] loud = {(byte) (unit < UNITS / 4 ? 0 : 1)};
            messages.add(new AudioUnit(session, unit + 1, new Pts(unit * 64_000L), 64_000, Bytes.of(loud)));
        }
        messages.add(new EndOfAudio(session, UNITS + 1));
        return messages;
    }

    private static SpokenFrames frames() {
        return new SpokenFrames(session().id(), _ -> new FakeDecoder());
    }

    private static MouthPose loudness(float[] window) {
        double most = 0;
        for (int i = 3400; i < 4000; i++) {
            most = Math.max(most, Math.abs(window[i]));
        }
        return new MouthPose(Math.min(1, 8 * most), 0, 0, most > 0 ? 0 : 1, 0);
    }

    /** What comes in threes, then a pause in which four seconds pass. */
    private SoundInlet inlet(List<AudioMessage> messages) {
        List<AudioMessage> left = new ArrayList<>(messages);
        return new SoundInlet() {
            @Override
            public List<HeardSound> poll() {
                List<AudioMessage> some = left.subList(0, Math.min(3, left.size()));
                List<HeardSound> polled =
                        some.stream().map(each -> new HeardSound(each, SENT)).toList();
                some.clear();
                now = polled.isEmpty() ? now.plus(Duration.ofSeconds(4)) : now;
                return polled;
            }

            @Override
            public void close() {}
        };
    }

    private static Session session() {
        var settings =
                new RenderSettings(new MotionSettings(MotionSettings.Mode.RELATIVE, 1, 1), PictureCodec.JPEG, false);
        return new Session(
                new SessionId("voice-1"),
                new IdentityRef("mona", 1),
                Profile.LOSSLESS,
                new SessionMotion(
                        settings, new NeutralChoice.BestNeutral(Duration.ofSeconds(2)), new FaceChoice.LargestFace()),
                new SessionSource.VoiceSource("voice.wav"),
                List.of(new SessionOutput.FileOutput("film.mp4", false)),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.EPOCH, "a test"),
                new SessionState.Open());
    }

    /** Decodes a unit to samples that are all as its byte says. */
    private static final class FakeDecoder implements SampleDecoder {
        @Override
        public float[] take(AudioUnit unit) {
            float[] samples = new float[UNIT];
            Arrays.fill(samples, unit.bytes().view().get(0) * 0.1f);
            return samples;
        }

        @Override
        public float[] drain() {
            return new float[0];
        }

        @Override
        public void close() {}
    }

    /** What was sent, and how much of it is not settled. */
    private static final class Sent implements LandmarksOutlet {
        private final List<LandmarksMessage> landmarks = new ArrayList<>();
        private final List<Neutral> neutrals = new ArrayList<>();
        private int unsettled;

        private List<Tracked> frames() {
            return landmarks.stream()
                    .filter(Tracked.class::isInstance)
                    .map(Tracked.class::cast)
                    .toList();
        }

        @Override
        public SpeechPosition resume() {
            return SpeechPosition.START;
        }

        @Override
        public void send(LandmarksMessage message) {
            landmarks.add(message);
            unsettled++;
        }

        @Override
        public void send(Neutral message) {
            neutrals.add(message);
        }

        @Override
        public void settle() {
            unsettled = 0;
        }

        @Override
        public void close() {}
    }
}
