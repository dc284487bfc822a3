package dev.marotte.standalone.bench;

import java.time.Duration;
import java.util.List;

/**
 * The results of a cluster under a number of live sessions.
 *
 * @param sessions at the same time
 * @param kept number of sessions whose frames came in time
 * @param p50Millis from capture to the rendered frame, over all sessions
 * @param p99Millis the same
 * @param framesASecond drawn
 * @param dropped frames
 * @param bytesASecond of records through the topics between the stages, each counted once
 * @param cores that the stages kept busy; 0 if not measured
 * @param residentBytes of the stages; 0 if not measured
 */
public record ClusterLoad(
        int sessions,
        int kept,
        double p50Millis,
        double p99Millis,
        double framesASecond,
        long dropped,
        double bytesASecond,
        double cores,
        double residentBytes) {
    /** The age within which a live frame should be drawn. */
    static final Duration BOUND = Duration.ofMillis(100);

    static ClusterLoad of(List<SeatTally> seats, Duration took, ProcessReading before, ProcessReading after) {
        double seconds = took.toNanos() / 1e9;
        List<Long> ages = seats.stream()
                .flatMap(seat -> seat.agesMicros().stream())
                .sorted()
                .toList();
        return new ClusterLoad(
                seats.size(),
                (int) seats.stream().filter(seat -> seat.kept(BOUND)).count(),
                percentile(ages, 0.50),
                percentile(ages, 0.99),
                ages.size() / seconds,
                seats.stream().mapToLong(SeatTally::droppedFrames).sum(),
                seats.stream().mapToLong(SeatTally::bytes).sum() / seconds,
                (after.cpuSeconds() - before.cpuSeconds()) / seconds,
                after.residentBytes());
    }

    /** Whether every session was served. */
    boolean isCarried() {
        return kept == sessions;
    }

    /** Core-seconds for a minute of one session. */
    double coreSecondsASessionMinute() {
        return cores * 60 / sessions;
    }

    /** Bytes for a minute of one session. */
    double bytesASessionMinute() {
        return bytesASecond * 60 / sessions;
    }

    private static double percentile(List<Long> sortedMicros, double share) {
        return sortedMicros.isEmpty()
                ? Double.NaN
                : sortedMicros.get((int) Math.min(sortedMicros.size() - 1L, Math.round(share * sortedMicros.size())))
                        / 1e3;
    }
}
