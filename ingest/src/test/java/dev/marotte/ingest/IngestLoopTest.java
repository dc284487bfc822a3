package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class IngestLoopTest {
    private static final Session SESSION = TestSessions.open("test");
    private static final Soundtrack SOUND = new Soundtrack.Coded(AudioCodec.AAC, 48_000, 1, Bytes.EMPTY);

    private static final Completeness TRUNCATED = new Completeness.Truncated("the clip breaks off");

    private final Log log = new Log();
    private long encoded;
    private long epoch;

    private IngestReport run(Script source, Outlet outlet) throws IOException, InterruptedException {
        return new IngestLoop(SESSION, source, outlet, Headroom.UNLIMITED, InstantSource.system()).run();
    }

    private Script script(int frames, Soundtrack sound) {
        List<Media> media = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            media.add(i % 7 == 5 ? new Media.Broken(new Pts(i * 40_000L)) : new Media.Frame(new Pts(i * 40_000L)));
            if (sound instanceof Soundtrack.Coded) {
                media.add(new Media.Sound(new Pts(i * 40_000L), 20_000, Bytes.EMPTY));
                media.add(new Media.Sound(new Pts(i * 40_000L + 20_000), 20_000, Bytes.EMPTY));
            }
        }
        media.add(new Media.End(new Pts(frames * 40_000L), new Media.Completeness.Whole()));
        return new Script(media, sound);
    }

    @Example
    void stampsFramesFromZeroAndNamesTheirNumberAtTheEnd() throws IOException, InterruptedException {
        IngestReport report = run(script(8, new Soundtrack.None()), new Attempt(Integer.MAX_VALUE));

        assertThat(log.indices())
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 8).boxed().toList());
        assertThat(log.frames.get(5)).isInstanceOf(BrokenFrame.class);
        assertThat(log.frames.getLast())
                .isEqualTo(new EndOfFrames(new FrameStamp(SESSION.id(), 8, new Pts(320_000)), 0));
        assertThat(report.frames()).isEqualTo(8);
    }

    @Example
    void saysAtOnceThatAClipIsSilent() throws IOException, InterruptedException {
        run(script(2, new Soundtrack.None()), new Attempt(Integer.MAX_VALUE));

        assertThat(log.sounds).containsExactly(new EndOfAudio(SESSION.id(), 0));
    }

    @Example
    void beginsTheSoundWithItsHeader() throws IOException, InterruptedException {
        run(script(2, SOUND), new Attempt(Integer.MAX_VALUE));

        assertThat(log.sounds.getFirst())
                .isEqualTo(new AudioHeader(SESSION.id(), AudioCodec.AAC, 48_000, 1, Bytes.EMPTY));
        assertThat(log.sounds).extracting(AudioMessage::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(log.sounds.getLast()).isInstanceOf(EndOfAudio.class);
    }

    @Property
    void sendsEachMessageOnceHoweverOftenItIsKilled(
            @ForAll @IntRange(min = 1, max = 80) int frames,
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 60) Integer> kills)
            throws IOException, InterruptedException {
        log.frames.clear();
        log.sounds.clear();
        for (int kill : kills) {
            try {
                run(script(frames, SOUND), new Attempt(kill));
            } catch (Killed expected) {
                assertThat(log.ended()).isFalse();
            }
        }
        run(script(frames, SOUND), new Attempt(Integer.MAX_VALUE));

        assertThat(log.indices())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, frames).boxed().toList());
        assertThat(log.sounds)
                .extracting(AudioMessage::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, 2L * frames + 1).boxed().toList());
    }

    @Example
    void doesNotEncodeWhatIsSettled() throws IOException, InterruptedException {
        assertThatThrownBy(() -> run(script(40, SOUND), new Attempt(100))).isInstanceOf(Killed.class);
        long settled = log.frames.stream()
                .filter(FrameMessage.DrivingFrame.class::isInstance)
                .count();
        encoded = 0;

        run(script(40, SOUND), new Attempt(Integer.MAX_VALUE));

        assertThat(settled).isPositive();
        assertThat(encoded)
                .isEqualTo(log.frames.stream()
                                .filter(FrameMessage.DrivingFrame.class::isInstance)
                                .count()
                        - settled);
    }

    @Example
    void settlesBeforeItWaitsForHeadroom() throws IOException, InterruptedException {
        List<Integer> settledWhenAsked = new ArrayList<>();
        Headroom headroom = index -> settledWhenAsked.add(log.frames.size() - (int) index);

        new IngestLoop(SESSION, script(60, SOUND), new Attempt(Integer.MAX_VALUE), headroom, InstantSource.system())
                .run();

        assertThat(settledWhenAsked).isNotEmpty().containsOnly(0);
    }

    @Example
    void aLaterRunHasAHigherEpoch() throws IOException, InterruptedException {
        assertThatThrownBy(() -> run(script(40, SOUND), new Attempt(100))).isInstanceOf(Killed.class);
        long settled = log.frames.size();

        run(script(40, SOUND), new Attempt(Integer.MAX_VALUE));

        assertThat(log.frames)
                .allSatisfy(message ->
                        assertThat(message.epoch()).isEqualTo(message.stamp().index() < settled ? 0 : 1));
    }

    @Example
    void aResumedRunSaysThatTheClipBreaksOff() throws IOException, InterruptedException {
        assertThatThrownBy(() -> run(truncated(), new Attempt(100))).isInstanceOf(Killed.class);

        assertThat(run(truncated(), new Attempt(Integer.MAX_VALUE)).completeness())
                .isEqualTo(TRUNCATED);
        assertThat(run(truncated(), new Attempt(Integer.MAX_VALUE)).completeness())
                .isEqualTo(new Completeness.ToldEarlier());
    }

    private Script truncated() {
        Script script = script(40, SOUND);
        script.media.removeLast();
        script.media.add(new Media.End(new Pts(1_600_000), TRUNCATED));
        return script;
    }

    @Example
    void aSourceThatDoesNotBeginAnewGoesOnAfterWhatWasSent() throws IOException, InterruptedException {
        assertThatThrownBy(() -> run(script(40, SOUND), new Attempt(100))).isInstanceOf(Killed.class);
        int settled = log.frames.size();
        int sounds = log.sounds.size();
        Outlet outlet = new Attempt(Integer.MAX_VALUE);

        new IngestLoop(SESSION, script(40, SOUND), outlet, Headroom.UNLIMITED, InstantSource.system())
                .readOn(outlet.resume());

        assertThat(log.indices())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, settled + 40L).boxed().toList());
        assertThat(log.frames)
                .extracting(message -> message.stamp().pts())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(log.sounds)
                .extracting(AudioMessage::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, sounds + 80L).boxed().toList());
        assertThat(log.sounds.subList(1, log.sounds.size())).noneMatch(AudioHeader.class::isInstance);
    }

    @Example
    void aClipThatIsStoppedWhileItIsReadAgainEndsWhereItStood() throws IOException, InterruptedException {
        assertThatThrownBy(() -> run(script(40, SOUND), new Attempt(100))).isInstanceOf(Killed.class);
        FrameStamp last = log.frames.getLast().stamp();
        int sounds = log.sounds.size();
        Script stopped = script(3, SOUND);

        run(stopped, new Attempt(Integer.MAX_VALUE));

        assertThat(log.frames.getLast())
                .isEqualTo(new EndOfFrames(new FrameStamp(SESSION.id(), last.index() + 1, last.pts()), 1));
        assertThat(log.sounds.getLast()).isEqualTo(new EndOfAudio(SESSION.id(), sounds));
    }

    /** What is settled, whatever process sent it. */
    private static final class Log {
        final List<FrameMessage> frames = new ArrayList<>();
        final List<AudioMessage> sounds = new ArrayList<>();

        List<Long> indices() {
            return frames.stream().map(message -> message.stamp().index()).toList();
        }

        boolean ended() {
            return !frames.isEmpty() && frames.getLast() instanceof EndOfFrames;
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A run that dies at its n-th message. */
    private final class Attempt implements Outlet {
        private final List<FrameMessage> frames = new ArrayList<>();
        private final List<AudioMessage> sounds = new ArrayList<>();
        private int left;

        Attempt(int left) {
            this.left = left;
        }

        @Override
        public Position resume() {
            long indices = log.frames.stream()
                    .filter(message -> !(message instanceof EndOfFrames))
                    .count();
            Pts upTo = log.frames.isEmpty()
                    ? Pts.ZERO
                    : log.frames.getLast().stamp().pts();
            return new Position(indices, log.sounds.size(), upTo, epoch++, log.ended());
        }

        @Override
        public void send(FrameMessage message) {
            live();
            frames.add(message);
        }

        @Override
        public void send(AudioMessage message) {
            live();
            sounds.add(message);
        }

        private void live() {
            if (left-- == 0) {
                throw new Killed();
            }
        }

        @Override
        public void send(LandmarksMessage message) {
            throw new AssertionError("ingest of a clip has no landmarks");
        }

        @Override
        public void send(Neutral message) {
            throw new AssertionError("ingest of a clip has no neutral");
        }

        @Override
        public long lastOffset() {
            return log.frames.size() - 1L;
        }

        @Override
        public void settle() {
            log.frames.addAll(frames);
            log.sounds.addAll(sounds);
            frames.clear();
            sounds.clear();
        }

        @Override
        public void close() {}
    }

    private final class Script implements DrivingSource {
        private final List<Media> media;
        private final Soundtrack sound;

        Script(List<Media> media, Soundtrack sound) {
            this.media = media;
            this.sound = sound;
        }

        @Override
        public ClipFacts facts() {
            return new ClipFacts(2, 2, 25, media.size(), sound);
        }

        @Override
        public Media next() {
            return media.removeFirst();
        }

        @Override
        public Picture encode() {
            encoded++;
            return new Picture(PictureCodec.JPEG, 2, 2, Bytes.EMPTY);
        }

        @Override
        public void close() {}
    }
}
