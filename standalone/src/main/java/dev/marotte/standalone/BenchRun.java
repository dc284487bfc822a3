package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.Profile;
import dev.marotte.sink.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;

/** One run in this process. */
final class BenchRun {
    /** Enough frames that the compiler's first seconds do not decide. */
    private static final long TIMES = 4;

    private final DataFolder data;
    private final Generation generation;

    BenchRun(DataFolder data, Generation generation) {
        this.data = data;
        this.generation = generation;
    }

    BenchResult of(BenchMode mode) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(data.path(), "bench");
        try {
            Shipped shipped = Shipped.forBench(new DataFolder(folder));
            var meter = new BenchMeter(
                    mode.order(), source -> played(mode.profile(), source, shipped), InstantSource.system());
            AnimateRequest request =
                    shipped.request(Output.named(folder.resolve("bench.mp4").toString(), true), mode.profile());
            new Animation(new DataFolder(folder), generation, meter).run(request, _ -> (_, _, _) -> {});
            return BenchResult.of(meter, started());
        } finally {
            delete(folder);
        }
    }

    /** As fast as it goes several times over; in real time once. */
    private static DrivingSource played(Profile profile, DrivingSource once, Shipped shipped) {
        return switch (profile) {
            case LIVE -> once;
            case LOSSLESS -> {
                once.close();
                yield new Encore(() -> FfmpegSources.open(shipped.driving(), SourceSettings.DEFAULT), TIMES);
            }
        };
    }

    private static Instant started() {
        return ProcessHandle.current().info().startInstant().orElse(Instant.now());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
