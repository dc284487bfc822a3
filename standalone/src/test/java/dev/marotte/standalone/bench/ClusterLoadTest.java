package dev.marotte.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ClusterLoadTest {
    private static final ProcessReading NOBODY = new ProcessReading(0, 0);

    @Test
    void aSessionIsKeptWhileNinetyNineFramesInAHundredComeInTime() {
        assertThat(seat(99, 1, 0).kept(ClusterLoad.BOUND)).isTrue();
        assertThat(seat(98, 2, 0).kept(ClusterLoad.BOUND)).isFalse();
    }

    @Test
    void aDroppedFrameIsNotInTime() {
        assertThat(seat(98, 0, 2).kept(ClusterLoad.BOUND)).isFalse();
    }

    @Test
    void aSessionOfWhichNothingCameIsNotKept() {
        assertThat(new SeatTally().kept(ClusterLoad.BOUND)).isFalse();
    }

    @Test
    void costsAreOfOneSessionAndAMinute() {
        SeatTally seat = seat(100, 0, 0);
        seat.passed(3_000_000);

        ClusterLoad load = ClusterLoad.of(
                List.of(seat, seat(0, 100, 0)), Duration.ofSeconds(10), NOBODY, new ProcessReading(20, 5e8));

        assertThat(load.kept()).isEqualTo(1);
        assertThat(load.isCarried()).isFalse();
        assertThat(load.cores()).isEqualTo(2, within(1e-9));
        assertThat(load.coreSecondsASessionMinute()).isEqualTo(60, within(1e-9));
        assertThat(load.bytesASessionMinute()).isEqualTo(9e6, within(1e-3));
    }

    @Test
    void aReportHasARowAndAnObjectForEachLoad() {
        List<ClusterLoad> loads = List.of(
                ClusterLoad.of(List.of(seat(100, 0, 0)), Duration.ofSeconds(4), NOBODY, NOBODY),
                ClusterLoad.of(List.of(new SeatTally()), Duration.ofSeconds(4), NOBODY, NOBODY));

        assertThat(LoadReport.table(loads)).hasSize(3);
        assertThat(LoadReport.json(loads))
                .contains("\"sessions\": 1, \"kept\": 1, \"p50Millis\": 40.000", "\"p99Millis\": null");
        assertThat(new LoadChart(loads).svg())
                .startsWith("<svg")
                .doesNotContain("NaN")
                .endsWith("</svg>\n");
    }

    @Test
    void readsWhatAProcessSaysOfItself() {
        assertThat(ProcessReading.read("""
                        # TYPE process_cpu_time_ns_total counter
                        process_cpu_time_ns_total 2.5E9
                        marotte_native_bytes{kind="javacpp"} 7.0
                        marotte_native_bytes{kind="process"} 3.0E8
                        """)).isEqualTo(new ProcessReading(2.5, 3e8));
    }

    private static SeatTally seat(int inTime, int late, int dropped) {
        SeatTally seat = new SeatTally();
        IntStream.range(0, inTime).forEach(_ -> seat.rendered(Duration.ofMillis(40)));
        IntStream.range(0, late).forEach(_ -> seat.rendered(Duration.ofMillis(140)));
        IntStream.range(0, dropped).forEach(_ -> seat.dropped());
        return seat;
    }
}
