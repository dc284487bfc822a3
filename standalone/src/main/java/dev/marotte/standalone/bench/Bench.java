package dev.marotte.standalone.bench;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.standalone.run.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs each plan several times, each time in a folder of its own that is deleted afterwards. */
public final class Bench {
    private final DataFolder data;
    private final Settings settings;

    public Bench(DataFolder data, Settings settings) {
        this.data = data;
        this.settings = settings;
    }

    /**
     * Runs a plan and returns the medians as lines of a table.
     *
     * @param progress is told when a run begins
     */
    public List<String> lines(BenchPlan plan, int runs, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<BenchFigures> figures = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            progress.accept(plan.words() + ": run " + run + " of " + runs);
            figures.add(measure(plan));
        }
        List<String> lines = new ArrayList<>();
        lines.add(plan.words());
        lines.addAll(BenchFigures.median(figures).lines());
        return lines;
    }

    private BenchFigures measure(BenchPlan plan) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(data.path(), "bench");
        try {
            return new BenchRun(new DataFolder(folder), settings, plan).measure();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
