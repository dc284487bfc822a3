package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Pts;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class PtsTimelineTest {
    private static final long FRAME = 40_000;
    static final long LONGEST_GAP = 10_000_000;

    private static PtsTimeline startedAt(long micros) {
        PtsTimeline timeline = new PtsTimeline(LONGEST_GAP);
        timeline.startAt(micros);
        return timeline;
    }

    @Property
    void increasesWhateverTheContainerSays(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = -100_000_000, max = 100_000_000) Long> times) {
        PtsTimeline.Track track = startedAt(times.getFirst()).track(FRAME);

        List<Pts> pts =
                times.stream().map(time -> track.next(OptionalLong.of(time))).toList();

        assertThat(pts.getFirst()).isEqualTo(Pts.ZERO);
        assertThat(pts).isSorted().doesNotHaveDuplicates();
        assertThat(track.end()).isGreaterThan(pts.getLast());
    }

    @Property
    void leavesGoodTimesAsTheyAre(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000_000_000L) long start,
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1000, max = LONGEST_GAP) Long> steps) {
        PtsTimeline.Track track = startedAt(start).track(FRAME);
        track.next(OptionalLong.of(start));
        long time = start;
        for (long step : steps) {
            time += step;
            assertThat(track.next(OptionalLong.of(time)).micros()).isEqualTo(time - start);
        }
    }

    @Example
    void fillsInMissingTimes() {
        PtsTimeline.Track track = startedAt(0).track(FRAME);

        assertThat(LongStream.range(0, 3)
                        .map(_ -> track.next(OptionalLong.empty()).micros()))
                .containsExactly(0L, FRAME, 2 * FRAME);
    }

    @Example
    void doesNotLetARepeatedTimePushTheNextOne() {
        PtsTimeline.Track track = startedAt(0).track(FRAME);
        track.next(OptionalLong.of(0));
        track.next(OptionalLong.of(FRAME));
        track.next(OptionalLong.of(FRAME));

        assertThat(track.next(OptionalLong.of(2 * FRAME))).isEqualTo(new Pts(2 * FRAME));
    }

    @Example
    void closesASpliceOfBothTracksByTheSameShift() {
        PtsTimeline timeline = startedAt(0);
        PtsTimeline.Track pictures = timeline.track(FRAME);
        PtsTimeline.Track sound = timeline.track(20_000);
        pictures.next(OptionalLong.of(0));
        sound.next(OptionalLong.of(0));
        sound.next(OptionalLong.of(20_000));
        long jump = 3_600_000_000L;

        Pts picture = pictures.next(OptionalLong.of(jump));
        Pts tone = sound.next(OptionalLong.of(jump + 7_000));

        assertThat(picture).isEqualTo(new Pts(FRAME));
        assertThat(tone).isEqualTo(new Pts(FRAME + 7_000));
    }

    @Example
    void keepsALongStillPictureWhereTimesNeverJump() {
        PtsTimeline timeline = new PtsTimeline(Long.MAX_VALUE);
        timeline.startAt(5_000_000);
        PtsTimeline.Track track = timeline.track(FRAME);
        track.next(OptionalLong.of(5_000_000));

        assertThat(track.next(OptionalLong.of(65_000_000))).isEqualTo(new Pts(60_000_000));
    }
}
