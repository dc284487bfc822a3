package dev.marotte.standalone.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Tries numbers of sessions on a cluster, one after another. */
public final class CapacityBench {
    private final ClusterBench bench;
    private final Duration length;
    private final Consumer<ClusterLoad> progress;

    /** @param progress receives each load when it is measured */
    public CapacityBench(ClusterBench bench, Duration length, Consumer<ClusterLoad> progress) {
        this.bench = bench;
        this.length = length;
        this.progress = progress;
    }

    /** @param sessions the numbers to try; if empty, the largest that the cluster carries is searched for */
    public List<ClusterLoad> of(List<Integer> sessions) {
        return sessions.isEmpty()
                ? search()
                : sessions.stream().map(this::measure).toList();
    }

    private List<ClusterLoad> search() {
        List<ClusterLoad> loads = new ArrayList<>();
        CapacitySearch search = CapacitySearch.begin();
        for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
            ClusterLoad load = measure(next.getAsInt());
            loads.add(load);
            search = search.after(load.sessions(), load.isCarried());
        }
        return loads;
    }

    private ClusterLoad measure(int sessions) {
        ClusterLoad load = bench.drive(sessions, length);
        progress.accept(load);
        return load;
    }
}
