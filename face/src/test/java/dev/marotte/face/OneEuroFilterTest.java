package dev.marotte.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class OneEuroFilterTest {
    private static final long FRAME_MICROS = 40_000;
    private static final double HEIGHT = 200;

    @Test
    void aRestingFaceTremblesMuchLess() {
        Random random = new Random(1);
        List<FaceLandmarks> trembling = frames(60, _ -> shaken(Faces.square(300, 300, HEIGHT), random, 0.3));

        assertThat(jitter(smoothed(trembling))).isLessThan(0.5 * jitter(trembling));
    }

    @Test
    void aQuickMoveArrivesWithinTwoFrames() {
        List<FaceLandmarks> jump = frames(10, frame -> Faces.square(frame < 5 ? 300 : 320, 300, HEIGHT));
        List<FaceLandmarks> smoothed = smoothed(jump);

        assertThat(smoothed.get(5).x(0) - smoothed.get(4).x(0)).isGreaterThan(0.75f * 20);
        assertThat(smoothed.get(6).x(0)).isCloseTo(jump.get(6).x(0), within(1f));
    }

    @Test
    void aSteadyMoveLagsByLessThanAThirdOfAFrame() {
        List<FaceLandmarks> move = frames(30, frame -> Faces.square(300 + 4 * frame, 300, HEIGHT));

        assertThat(smoothed(move).get(29).x(0)).isCloseTo(move.get(29).x(0), within(4 / 3f));
    }

    @Test
    void aFaceOfAnySizeIsSmoothedAlike() {
        List<FaceLandmarks> small = frames(20, frame -> Faces.square(100 + frame, 100, 100));
        List<FaceLandmarks> large = frames(20, frame -> Faces.square(300 + 3 * frame, 300, 300));

        assertThat(smoothed(large).get(19).x(7))
                .isCloseTo(3 * smoothed(small).get(19).x(7), within(0.01f));
    }

    @Test
    void framesWithTheSameTimeDoNotUpsetIt() {
        OneEuroFilter filter = OneEuroFilter.DEFAULT;
        FaceLandmarks face = Faces.square(300, 300, HEIGHT);
        SmoothedFace first = filter.start(face, Pts.ZERO);

        assertThat(filter.next(first, face, Pts.ZERO).landmarks()).isEqualTo(face);
    }

    private static List<FaceLandmarks> frames(int count, IntFunction<FaceLandmarks> frame) {
        List<FaceLandmarks> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(frame.apply(i));
        }
        return frames;
    }

    private static List<FaceLandmarks> smoothed(List<FaceLandmarks> frames) {
        OneEuroFilter filter = OneEuroFilter.DEFAULT;
        SmoothedFace face = filter.start(frames.getFirst(), Pts.ZERO);
        List<FaceLandmarks> smoothed = new ArrayList<>(List.of(face.landmarks()));
        for (int i = 1; i < frames.size(); i++) {
            face = filter.next(face, frames.get(i), new Pts(i * FRAME_MICROS));
            smoothed.add(face.landmarks());
        }
        return smoothed;
    }

    private static FaceLandmarks shaken(FaceLandmarks face, Random random, double amplitude) {
        float[] xyz = face.toArray();
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] += (float) (amplitude * random.nextGaussian());
        }
        return FaceLandmarks.of(xyz);
    }

    /** Mean absolute second difference. */
    private static double jitter(List<FaceLandmarks> frames) {
        double sum = 0;
        for (int i = 2; i < frames.size(); i++) {
            for (int point = 0; point < FaceLandmarks.COUNT; point++) {
                sum += Math.abs(frames.get(i).x(point)
                        - 2 * frames.get(i - 1).x(point)
                        + frames.get(i - 2).x(point));
            }
        }
        return sum / (frames.size() - 2) / FaceLandmarks.COUNT;
    }
}
