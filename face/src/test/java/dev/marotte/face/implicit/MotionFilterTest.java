package dev.marotte.face.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.implicit.MotionFilter.Timed;
import dev.marotte.schemas.MotionNumbers;
import dev.marotte.schemas.Pts;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MotionFilterTest {
    private static final int YAW = 1;
    private static final int SCALE = 3;
    private static final int X = 4;
    private static final int LIP = MotionNumbers.HEAD + 3 * 20 + 1;
    /** Pixels of a unit. */
    private static final float UNIT = 100;

    private static List<Timed> frames(int number, IntToDoubleFunction values) {
        return IntStream.range(0, 5)
                .mapToObj(index -> {
                    float[] numbers = new float[MotionNumbers.COUNT];
                    numbers[SCALE] = UNIT;
                    numbers[number] += (float) values.applyAsDouble(index);
                    return new Timed(MotionNumbers.of(numbers), new Pts(index * 40_000L));
                })
                .toList();
    }

    private static float smoothed(int number, IntToDoubleFunction values) {
        List<Timed> frames = frames(number, values);
        return MotionFilter.DEFAULT.smooth(
                        frames.get(2), List.of(frames.get(1), frames.get(3), frames.get(0), frames.get(4)))
                .toArray()[number];
    }

    @Test
    void tremblesLessWhereNothingMoves() {
        Random random = new Random(1);
        for (int number : new int[] {YAW, X, LIP}) {
            double amplitude = number == YAW ? .3 : number == X ? .2 : .002;
            double before = 0;
            double after = 0;
            for (int round = 0; round < 200; round++) {
                double[] noise = random.doubles(5, -amplitude, amplitude).toArray();
                before += Math.abs(noise[2]);
                after += Math.abs(smoothed(number, index -> noise[index]));
            }
            assertThat(after).isLessThan(.7 * before);
        }
    }

    @Test
    void isNotLateInASteadyMove() {
        assertThat(smoothed(YAW, index -> 2 * index)).isEqualTo(4, within(1e-4f));
        assertThat(smoothed(X, index -> 3 * index)).isEqualTo(6, within(1e-4f));
    }

    @Test
    void leavesAMouthThatOpensInOneFrameOpen() {
        assertThat(smoothed(LIP, index -> index == 2 ? .2 : 0)).isEqualTo(.2f, within(.001f));
    }

    @Test
    void leavesAloneWhatHasNoNeighbours() {
        Timed alone = frames(LIP, index -> .01).getFirst();
        assertThat(MotionFilter.DEFAULT.smooth(alone, List.of())).isEqualTo(alone.numbers());
    }
}
