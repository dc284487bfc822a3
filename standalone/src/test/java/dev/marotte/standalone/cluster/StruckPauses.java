package dev.marotte.standalone.cluster;

import dev.marotte.standalone.cluster.LiveWatch.Pause;
import dev.marotte.standalone.cluster.Strikes.Strike;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long live sessions paused, by the kind of strike. A pause belongs to the strike in whose time, until the next one, most of it lies.
 *
 * @param strikes in the order in which they came
 */
record StruckPauses(List<Strike> strikes, List<Pause> pauses) {
    /** The longest pause at each hop by kind of strike. */
    Map<String, Map<LiveHop, Duration>> longest() {
        Map<String, Map<LiveHop, Duration>> longest = new TreeMap<>();
        strikes.forEach(strike -> longest.computeIfAbsent(strike.kind(), _ -> new EnumMap<>(LiveHop.class)));
        for (Pause pause : pauses) {
            longest.computeIfAbsent(cause(pause).kind(), _ -> new EnumMap<>(LiveHop.class))
                    .merge(pause.hop(), pause.length(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return longest;
    }

    private Strike cause(Pause pause) {
        return strikes.stream()
                .max(Comparator.comparing(strike -> pause.within(strike.begin(), next(strike))))
                .orElseThrow(() -> new IllegalStateException("nothing was struck"));
    }

    private Instant next(Strike strike) {
        int after = strikes.indexOf(strike) + 1;
        return after < strikes.size() ? strikes.get(after).begin() : Instant.MAX;
    }

    /** A line for each kind: how often it came, and its longest pauses in milliseconds. */
    String table() {
        return longest().entrySet().stream()
                .map(line -> line.getKey() + ", " + count(line.getKey()) + " strikes: " + said(line.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** The longest pauses, a line each, with what was struck meanwhile. */
    String worst(int most) {
        return pauses.stream()
                .sorted(Comparator.comparing(Pause::length).reversed())
                .limit(most)
                .map(pause -> pause + ": " + cause(pause))
                .collect(Collectors.joining("\n"));
    }

    private long count(String kind) {
        return strikes.stream().filter(strike -> strike.kind().equals(kind)).count();
    }

    private static String said(Map<LiveHop, Duration> pauses) {
        return pauses.isEmpty()
                ? "no pause"
                : pauses.entrySet().stream()
                        .map(pause -> pause.getKey() + " " + pause.getValue().toMillis() + " ms")
                        .collect(Collectors.joining(", "));
    }
}
