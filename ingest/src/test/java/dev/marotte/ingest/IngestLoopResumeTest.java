package dev.marotte.ingest;

import static dev.marotte.ingest.IngestLoopRig.SESSION;
import static dev.marotte.ingest.IngestLoopRig.SOUND;
import static dev.marotte.ingest.IngestLoopRig.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.ingest.IngestLoopRig.Killed;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a run does that goes on where another one was killed. */
final class IngestLoopResumeTest {
    private final IngestLoopRig rig = new IngestLoopRig();

    @Property
    void sendsEachMessageOnceHoweverOftenItIsKilled(
            @ForAll @IntRange(min = 1, max = 80) int frames,
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 60) Integer> kills)
            throws IOException, InterruptedException {
        rig.log.frames.clear();
        rig.log.sounds.clear();
        for (int kill : kills) {
            try {
                rig.run(rig.script(frames, SOUND), rig.attemptKilledAt(kill));
            } catch (Killed expected) {
                assertThat(rig.log.ended()).isFalse();
            }
        }
        rig.run(rig.script(frames, SOUND), rig.attempt());

        assertThat(rig.log.indices())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, frames).boxed().toList());
        assertThat(rig.log.sounds)
                .extracting(AudioMessage::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, 2L * frames + 1).boxed().toList());
    }

    @Example
    void doesNotEncodeWhatIsSettled() throws IOException, InterruptedException {
        assertThatThrownBy(() -> rig.run(rig.script(40, SOUND), rig.attemptKilledAt(100)))
                .isInstanceOf(Killed.class);
        long settled = rig.log.frames.stream()
                .filter(FrameMessage.DrivingFrame.class::isInstance)
                .count();
        rig.encoded = 0;

        rig.run(rig.script(40, SOUND), rig.attempt());

        assertThat(settled).isPositive();
        assertThat(rig.encoded)
                .isEqualTo(rig.log.frames.stream()
                                .filter(FrameMessage.DrivingFrame.class::isInstance)
                                .count()
                        - settled);
    }

    @Example
    void aLaterRunHasAHigherEpoch() throws IOException, InterruptedException {
        assertThatThrownBy(() -> rig.run(rig.script(40, SOUND), rig.attemptKilledAt(100)))
                .isInstanceOf(Killed.class);
        long settled = rig.log.frames.size();

        rig.run(rig.script(40, SOUND), rig.attempt());

        assertThat(rig.log.frames)
                .allSatisfy(message ->
                        assertThat(message.epoch()).isEqualTo(message.stamp().index() < settled ? 0 : 1));
    }

    @Example
    void aResumedRunSaysThatTheClipBreaksOff() throws IOException, InterruptedException {
        assertThatThrownBy(() -> rig.run(rig.truncated(), rig.attemptKilledAt(100)))
                .isInstanceOf(Killed.class);

        assertThat(rig.run(rig.truncated(), rig.attempt()).completeness()).isEqualTo(TRUNCATED);
        assertThat(rig.run(rig.truncated(), rig.attempt()).completeness()).isEqualTo(new Completeness.ToldEarlier());
    }

    @Example
    void aSourceThatDoesNotBeginAnewGoesOnAfterWhatWasSent() throws IOException, InterruptedException {
        assertThatThrownBy(() -> rig.run(rig.script(40, SOUND), rig.attemptKilledAt(100)))
                .isInstanceOf(Killed.class);
        int settled = rig.log.frames.size();
        int sounds = rig.log.sounds.size();
        Outlet outlet = rig.attempt();

        new IngestLoop(SESSION, rig.script(40, SOUND), outlet, Headroom.UNLIMITED, InstantSource.system())
                .readOn(outlet.resume());

        assertThat(rig.log.indices())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, settled + 40L).boxed().toList());
        assertThat(rig.log.frames)
                .extracting(message -> message.stamp().pts())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(rig.log.sounds)
                .extracting(AudioMessage::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, sounds + 80L).boxed().toList());
        assertThat(rig.log.sounds.subList(1, rig.log.sounds.size())).noneMatch(AudioHeader.class::isInstance);
    }

    @Example
    void aClipThatIsStoppedWhileItIsReadAgainEndsWhereItStood() throws IOException, InterruptedException {
        assertThatThrownBy(() -> rig.run(rig.script(40, SOUND), rig.attemptKilledAt(100)))
                .isInstanceOf(Killed.class);
        FrameStamp last = rig.log.frames.getLast().stamp();
        int sounds = rig.log.sounds.size();
        DrivingSource stopped = rig.script(3, SOUND);

        rig.run(stopped, rig.attempt());

        assertThat(rig.log.frames.getLast())
                .isEqualTo(new EndOfFrames(new FrameStamp(SESSION.id(), last.index() + 1, last.pts()), 1));
        assertThat(rig.log.sounds.getLast()).isEqualTo(new EndOfAudio(SESSION.id(), sounds));
    }
}
