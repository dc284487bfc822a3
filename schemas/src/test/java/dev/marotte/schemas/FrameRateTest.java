package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class FrameRateTest {
    private static List<Pts> steady(double perSecond, long roundedToMicros) {
        return LongStream.range(0, 48)
                .mapToObj(i -> new Pts(Math.round(i * 1e6 / perSecond / roundedToMicros) * roundedToMicros))
                .toList();
    }

    @Example
    void findsCommonRatesOfExactTimes() {
        assertThat(FrameRate.of(steady(25, 1))).isEqualTo(FrameRate.of(25));
        assertThat(FrameRate.of(steady(30_000 / 1001.0, 1))).isEqualTo(new FrameRate(30_000, 1001));
        assertThat(FrameRate.of(steady(24_000 / 1001.0, 1))).isEqualTo(new FrameRate(24_000, 1001));
    }

    @Example
    void findsThemOfTimesRoundedToAMillisecond() {
        assertThat(FrameRate.of(steady(24, 1000))).isEqualTo(FrameRate.of(24));
        assertThat(FrameRate.of(steady(30, 1000))).isEqualTo(FrameRate.of(30));
        assertThat(FrameRate.of(steady(60, 1000))).isEqualTo(FrameRate.of(60));
    }

    @Example
    void leavesAStillPictureOutOfTheMean() {
        List<Pts> times = new ArrayList<>(steady(30, 1));
        times.add(new Pts(9_000_000));

        assertThat(FrameRate.of(times)).isEqualTo(FrameRate.of(30));
    }

    @Example
    void keepsAnUncommonRate() {
        assertThat(FrameRate.near(18.5)).isEqualTo(new FrameRate(18_500, 1000));
    }

    @Property
    void putsEachTimeOnTheNearestTick(@ForAll @LongRange(min = 0, max = 100_000_000_000L) long micros) {
        FrameRate rate = new FrameRate(30_000, 1001);

        Pts tick = rate.timeOf(rate.tickAt(new Pts(micros)));

        assertThat(Math.abs(tick.micros() - micros)).isLessThanOrEqualTo(16_684);
    }

    @Example
    void readsRatesAsPeopleWriteThem() {
        assertThat(FrameRate.named("25")).isEqualTo(FrameRate.of(25));
        assertThat(FrameRate.named("30000/1001")).isEqualTo(new FrameRate(30_000, 1001));
        assertThat(FrameRate.named("29.97")).isEqualTo(new FrameRate(30_000, 1001));
        assertThat(FrameRate.named("23.98")).isEqualTo(new FrameRate(24_000, 1001));
        assertThat(FrameRate.named("23.976")).isEqualTo(new FrameRate(24_000, 1001));
        assertThat(FrameRate.named("24")).isEqualTo(FrameRate.of(24));
        assertThat(FrameRate.named("59")).isEqualTo(new FrameRate(59_000, 1000));
        assertThat(FrameRate.named("12.5")).isEqualTo(new FrameRate(12_500, 1000));
    }

    @Example
    void refusesWhatIsNoRate() {
        for (String text : List.of("", "x", "0", "241", "-25", "NaN", "25/0", "0/0", "1/2/3", "25 fps", "1001/4")) {
            assertThatExceptionOfType(BadInputException.class)
                    .as(text)
                    .isThrownBy(() -> FrameRate.named(text))
                    .withMessageContaining("'" + text + "'");
        }
    }

    @Example
    void saysHowARateWithACommaIsWritten() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> FrameRate.named("29,97"))
                .withMessageEndingWith("not '29,97'; write 29.97");
    }
}
