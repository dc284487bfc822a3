package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionSource.RecordingSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class RecordingReplayTest {
    private static final Session OLD = TestSessions.open("recorded");
    private static final int FRAMES = 100;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_000));

    private final List<LandmarksMessage> landmarks = new ArrayList<>();
    private final List<AudioMessage> sounds = new ArrayList<>();
    private final List<Neutral> neutrals = new ArrayList<>();
    private List<AudioMessage> recordedSound = Recorded.sound(OLD, FRAMES);

    private static RecordingSource part(Pts from, Pts until) {
        return new RecordingSource(OLD.id(), from, until);
    }

    private static RecordingSource whole() {
        return part(Pts.ZERO, RecordingSource.WHOLE);
    }

    private void replay(RecordingSource part, List<LandmarksMessage> recorded, int messages)
            throws InterruptedException {
        replay(TestSessions.open("again", Profile.LOSSLESS, part), part, recorded, messages);
    }

    private void replay(Session session, RecordingSource part, List<LandmarksMessage> recorded, int messages)
            throws InterruptedException {
        var recording = new Recording(
                part, Map.of(Recorded.NEUTRAL, Recorded.neutral(OLD)), recorded.iterator(), recordedSound.iterator());
        var outlet = new MortalOutlet(landmarks, sounds, neutrals, messages);
        Position position = outlet.resume();
        if (!position.ended()) {
            new RecordingReplay(session, recording, outlet, Headroom.UNLIMITED, CLOCK).run(position, _ -> true);
        }
    }

    private void replay(RecordingSource part) throws InterruptedException {
        replay(part, Recorded.landmarks(OLD, FRAMES), Integer.MAX_VALUE);
    }

    @Example
    void aWholeRecordingBecomesTheNewSessionsOwn() throws InterruptedException {
        replay(whole());

        Session again = TestSessions.open("again", Profile.LOSSLESS, whole());
        assertThat(landmarks)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("timing")
                .isEqualTo(Recorded.landmarks(again, FRAMES));
        assertThat(landmarks.get(5))
                .isInstanceOfSatisfying(
                        Tracked.class,
                        tracked -> assertThat(tracked.timing()).isEqualTo(again.timing(CLOCK.instant())));
        assertThat(neutrals).containsExactly(Recorded.neutral(again));
        assertThat(sounds).isEqualTo(Recorded.sound(again, FRAMES));
    }

    @Example
    void aDriverWhoseMicrophoneNeverCameMakesASilentClip() throws InterruptedException {
        recordedSound = List.of(recordedSound.getFirst(), new EndOfAudio(OLD.id(), 1));
        replay(whole());

        assertThat(sounds)
                .containsExactly(new EndOfAudio(
                        TestSessions.open("again", Profile.LOSSLESS, whole()).id(), 0));
    }

    private void replayBy(MotionKind kind) throws InterruptedException {
        Session session = TestSessions.open("again", Profile.LOSSLESS, whole());
        List<LandmarksMessage> recorded = Recorded.landmarks(OLD, FRAMES).stream()
                .map(message -> message instanceof Tracked tracked ? Recorded.seen(tracked) : message)
                .toList();
        replay(session.driven(session.motion().by(kind)), whole(), recorded, Integer.MAX_VALUE);
    }

    @Example
    void whatNetworksSawIsSentAsItWas() throws InterruptedException {
        replayBy(new MotionKind.ImplicitKeypoints(Recorded.FAMILY));

        assertThat(landmarks)
                .filteredOn(Tracked.class::isInstance)
                .isNotEmpty()
                .allMatch(message -> ((Tracked) message).motion().equals(Recorded.MOTION));
    }

    @Example
    void aRecordingWithoutTheMotionOfTheIdentitysNetworksIsRefused() {
        assertThatThrownBy(() -> replayBy(new MotionKind.ImplicitKeypoints("another")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("session recorded cannot be replayed with this identity")
                .hasMessageContaining("implicit-keypoints another");
        assertThat(landmarks).noneMatch(Tracked.class::isInstance);
    }

    @Example
    void aPartBeginsAtZeroWithItsOwnCount() throws InterruptedException {
        replay(part(new Pts(790_000), new Pts(1_610_000)));

        assertThat(indices()).containsExactlyElementsOf(upTo(21));
        assertThat(landmarks.getFirst().stamp().pts()).isEqualTo(Pts.ZERO);
        assertThat(landmarks.getLast().stamp().pts()).isEqualTo(new Pts(21 * Recorded.FRAME_MICROS));
        assertThat(landmarks.get(1))
                .isInstanceOfSatisfying(
                        Tracked.class,
                        tracked -> assertThat(tracked.landmarks().x(0)).isEqualTo(21));
        assertThat(neutrals)
                .singleElement()
                .satisfies(neutral -> assertThat(neutral.index()).isEqualTo(Recorded.NEUTRAL));
    }

    @Example
    void theSoundOfAPartIsCutAndShiftedAsItsPicturesAre() throws InterruptedException {
        replay(part(new Pts(800_000), new Pts(1_600_000)));

        List<AudioUnit> units = units();
        assertThat(units.getFirst().pts()).isEqualTo(Pts.ZERO);
        assertThat(units.getFirst().bytes().size()).isEqualTo("unit 42".length());
        assertThat(units).hasSize(40);
        assertThat(units.getLast().pts()).isEqualTo(new Pts(780_000));
        assertThat(sounds).extracting(AudioMessage::sequence).containsExactlyElementsOf(upTo(41));
        assertThat(sounds.getLast()).isInstanceOf(EndOfAudio.class);
    }

    @Example
    void noFaceWasSeenBeforeThePartsFirst() throws InterruptedException {
        replay(part(new Pts(800_000), new Pts(1_600_000)));

        assertThat(landmarks.getFirst())
                .isInstanceOfSatisfying(
                        Untracked.class,
                        first -> assertThat(first.everTracked()).isFalse());
        assertThat(landmarks.get(10))
                .isInstanceOfSatisfying(
                        Untracked.class,
                        later -> assertThat(later.everTracked()).isTrue());
    }

    @Example
    void whatIsMissingInTheRecordingIsAFrameWithoutAFace() throws InterruptedException {
        List<LandmarksMessage> damaged = Recorded.landmarks(OLD, FRAMES);
        damaged.subList(30, 33).clear();
        damaged.add(40, damaged.get(39));

        replay(whole(), damaged, Integer.MAX_VALUE);

        assertThat(indices()).containsExactlyElementsOf(upTo(FRAMES));
        assertThat(landmarks.get(31)).isInstanceOfSatisfying(Untracked.class, missing -> {
            assertThat(missing.reason()).isEqualTo(UntrackedReason.BROKEN_PICTURE);
            assertThat(missing.stamp().pts()).isEqualTo(new Pts(31 * Recorded.FRAME_MICROS));
        });
    }

    @Example
    void aRecordingWithoutAnEndEndsAfterItsLastFrame() throws InterruptedException {
        List<LandmarksMessage> endless = Recorded.landmarks(OLD, FRAMES);
        endless.removeLast();

        replay(whole(), endless, Integer.MAX_VALUE);

        assertThat(landmarks.getLast().stamp())
                .isEqualTo(new FrameStamp(
                        landmarks.getLast().stamp().session(), FRAMES, new Pts(FRAMES * Recorded.FRAME_MICROS)));
    }

    @Example
    void aPartWithoutAFrameIsRefused() {
        assertThatThrownBy(() -> replay(part(new Pts(60_000_000), RecordingSource.WHOLE)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("nothing can be replayed: session recorded has no frame in the part that begins at 60.0 s");
    }

    @Property(tries = 200)
    void eachMessageComesOnceHoweverOftenItIsKilled(
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 250) Integer> kills) throws InterruptedException {
        landmarks.clear();
        sounds.clear();
        neutrals.clear();
        RecordingSource part = part(new Pts(200_000), new Pts(3_000_000));
        for (int kill : kills) {
            try {
                replay(part, Recorded.landmarks(OLD, FRAMES), kill);
            } catch (MortalOutlet.Killed expected) {
                assertThat(landmarks).noneMatch(EndOfLandmarks.class::isInstance);
            }
        }
        replay(part);

        assertThat(indices()).containsExactlyElementsOf(upTo(70));
        assertThat(neutrals).hasSize(1);
        assertThat(sounds).extracting(AudioMessage::sequence).containsExactlyElementsOf(upTo(141));
    }

    private List<Long> indices() {
        return landmarks.stream().map(message -> message.stamp().index()).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(0, last).boxed().toList();
    }

    private List<AudioUnit> units() {
        return sounds.stream()
                .filter(AudioUnit.class::isInstance)
                .map(AudioUnit.class::cast)
                .toList();
    }
}
