package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrivenRateTest {
    /** The first frames of a clip in a container that keeps milliseconds, as Matroska does. */
    private static List<Pts> milliseconds(int frames, double perSecond) {
        return times(frames, perSecond, 1000);
    }

    private static List<Pts> times(int frames, double perSecond, long roundedToMicros) {
        return LongStream.range(0, frames)
                .mapToObj(index -> new Pts(Math.round(index * 1e6 / perSecond / roundedToMicros) * roundedToMicros))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "30, 1, 15", "30000, 1001, 15", "30, 1, 2", "24, 1, 12", "24000, 1001, 12", "24000, 1001, 48", "25, 1, 3",
        "60, 1, 30", "60000, 1001, 30", "60000, 1001, 48", "12500, 1000, 6", "50, 1, 5", "15, 1, 8", "15000, 1001, 8",
        "120000, 1001, 48", "120, 1, 48", "59000, 1000, 48", "59000, 1000, 5", "8, 1, 4", "1000, 1000, 3",
                "240000, 1000, 48"
    })
    void isWhatTheClipDeclaresHoweverShortItIs(int numerator, int denominator, int frames) {
        var rate = new FrameRate(numerator, denominator);

        assertThat(DrivenRate.of(FrameRate.declared(rate.perSecond()), milliseconds(frames, rate.perSecond())))
                .isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource({
        "25, 30, 48, 30",
        "60, 30, 48, 30",
        "30, 25, 5, 25",
        "1000, 30, 48, 30",
        "50, 25, 3, 25",
        "30, 24, 48, 24"
    })
    void isWhatTheTimesSayWhereTheyContradict(double declared, double actual, int frames, int rate) {
        assertThat(DrivenRate.of(FrameRate.declared(declared), milliseconds(frames, actual)))
                .isEqualTo(FrameRate.of(rate));
    }

    @Test
    void isTheNextUsualRateWhereFramesThroughLengthAreDeclared() {
        assertThat(DrivenRate.of(FrameRate.declared(29.98), times(48, 30, 1))).isEqualTo(FrameRate.of(30));
        assertThat(DrivenRate.of(FrameRate.declared(29.03), times(15, 30, 1))).isEqualTo(FrameRate.of(30));
    }

    @Test
    void survivesAStillPicture() {
        List<Pts> times = new ArrayList<>(milliseconds(10, 30));
        milliseconds(10, 30).forEach(time -> times.add(new Pts(time.micros() + 5_000_000)));

        assertThat(DrivenRate.of(FrameRate.declared(30), times)).isEqualTo(FrameRate.of(30));
        assertThat(DrivenRate.of(FrameRate.declared(30_000 / 1001.0), times)).isEqualTo(new FrameRate(30_000, 1001));
    }

    @Test
    void isWhatAClipOfOneFrameDeclares() {
        List<Pts> one = List.of(Pts.ZERO);

        assertThat(DrivenRate.of(FrameRate.declared(30), one)).isEqualTo(FrameRate.of(30));
        assertThat(DrivenRate.of(Optional.empty(), one)).isEqualTo(FrameRate.of(25));
    }

    @Test
    void noClipIsWrittenAtSomeDeclaredRates() {
        for (double rate : new double[] {0, 0.5, 241, 90_000, Double.NaN}) {
            assertThat(FrameRate.declared(rate)).isEmpty();
        }
    }
}
