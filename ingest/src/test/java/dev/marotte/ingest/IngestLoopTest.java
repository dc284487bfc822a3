package dev.marotte.ingest;

import static dev.marotte.ingest.IngestLoopRig.SESSION;
import static dev.marotte.ingest.IngestLoopRig.SOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;

/** What a run sends, from the first frame to the end. */
final class IngestLoopTest {
    private final IngestLoopRig rig = new IngestLoopRig();

    @Example
    void stampsFramesFromZeroAndNamesTheirNumberAtTheEnd() throws IOException, InterruptedException {
        IngestReport report = rig.run(rig.script(8, new Soundtrack.None()), rig.attempt());

        assertThat(rig.log.indices())
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 8).boxed().toList());
        assertThat(rig.log.frames.get(5)).isInstanceOf(BrokenFrame.class);
        assertThat(rig.log.frames.getLast())
                .isEqualTo(new EndOfFrames(new FrameStamp(SESSION.id(), 8, new Pts(320_000)), 0));
        assertThat(report.frames()).isEqualTo(8);
    }

    @Example
    void saysAtOnceThatAClipIsSilent() throws IOException, InterruptedException {
        rig.run(rig.script(2, new Soundtrack.None()), rig.attempt());

        assertThat(rig.log.sounds).containsExactly(new EndOfAudio(SESSION.id(), 0));
    }

    @Example
    void beginsTheSoundWithItsHeader() throws IOException, InterruptedException {
        rig.run(rig.script(2, SOUND), rig.attempt());

        assertThat(rig.log.sounds.getFirst())
                .isEqualTo(new AudioHeader(SESSION.id(), AudioCodec.AAC, 48_000, 1, Bytes.EMPTY));
        assertThat(rig.log.sounds).extracting(AudioMessage::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(rig.log.sounds.getLast()).isInstanceOf(EndOfAudio.class);
    }

    @Example
    void settlesBeforeItWaitsForHeadroom() throws IOException, InterruptedException {
        List<Integer> settledWhenAsked = new ArrayList<>();
        Headroom headroom = index -> settledWhenAsked.add(rig.log.frames.size() - (int) index);

        new IngestLoop(SESSION, rig.script(60, SOUND), rig.attempt(), headroom, InstantSource.system()).run();

        assertThat(settledWhenAsked).isNotEmpty().containsOnly(0);
    }
}
