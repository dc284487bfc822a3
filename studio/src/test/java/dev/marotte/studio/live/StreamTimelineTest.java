package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whoever plays a stream sees time pass as it does, whatever is shown. Times in microseconds. */
final class StreamTimelineTest {
    private static final long FRAME = 40_000;
    private static final long SLATE = 500_000;
    /** The clock counts from anywhere, as that of the system does. */
    private static final long BOOTED = 15_000_000_000L;

    private final StreamTimeline timeline = new StreamTimeline();

    @Test
    void aSlateBeforeAnythingWasDrivenPutsNobodyOffLater() {
        long slate = timeline.slate(BOOTED);
        assertThat(timeline.slate(BOOTED + SLATE)).isEqualTo(slate + SLATE);
        assertThat(driven(0, BOOTED + 2 * SLATE)).isEqualTo(from(slate + 2 * SLATE));
    }

    @Test
    void whoComesToASessionThatIsOldBeginsAtTheStart() {
        long hour = 3_600_000_000L;
        assertThat(driven(hour, BOOTED)).isEqualTo(from(1_000_000));
    }

    @Test
    void aSlateBetweenTakesAsLongAsItIsSeen() {
        List<Long> before = driven(7_000_000, BOOTED);
        long slateAt = BOOTED + 3 * FRAME;
        assertThat(timeline.slate(slateAt)).isEqualTo(before.getLast() + FRAME);
        // The camera was away for a minute, in which the session's time went on or did not.
        long away = 60_000_000;
        assertThat(timeline.slate(slateAt + away)).isEqualTo(before.getLast() + FRAME + away);
        assertThat(driven(7_200_000, slateAt + away + FRAME)).isEqualTo(from(before.getLast() + 2 * FRAME + away));
    }

    @Test
    void framesThatAreLateByTurnsKeepTheDistancesThatTheyHad() {
        timeline.picture(0, BOOTED);
        long late = timeline.picture(FRAME, BOOTED + 400_000);
        assertThat(timeline.picture(2 * FRAME, BOOTED + 410_000)).isEqualTo(late + FRAME);
    }

    @Test
    void timeThatGoesBackInTheSessionDoesNotInTheStream() {
        long before = driven(9_000_000, BOOTED).getLast();
        assertThat(timeline.picture(0, BOOTED + 3 * FRAME)).isEqualTo(before + FRAME);
    }

    @Test
    void soundStandsWhereItsPictureDoes() {
        assertThat(timeline.sound(5_000_000, BOOTED)).isEmpty();
        timeline.slate(BOOTED);
        long picture = timeline.picture(50_000_000, BOOTED + SLATE);
        assertThat(timeline.sound(50_000_000, BOOTED + SLATE)).isEqualTo(OptionalLong.of(picture));
        assertThat(timeline.sound(50_300_000, BOOTED + SLATE)).isEqualTo(OptionalLong.of(picture + 300_000));
        assertThat(timeline.sound(0, BOOTED + SLATE)).isEmpty();
    }

    /** Three frames, as they come. */
    private List<Long> driven(long pts, long at) {
        return LongStream.range(0, 3)
                .map(frame -> timeline.picture(pts + frame * FRAME, at + frame * FRAME))
                .boxed()
                .toList();
    }

    private static List<Long> from(long first) {
        return List.of(first, first + FRAME, first + 2 * FRAME);
    }
}
