package dev.marotte.standalone.command;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.render.DrawingBench;
import dev.marotte.render.DrawingBench.Figures;
import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.settings.Durations;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import dev.marotte.standalone.session.EnrolmentModels;
import dev.marotte.standalone.session.IdentityService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options of {@code marotte bench} for measuring drawing alone. */
final class DrawingOptions {
    private static final int IDENTITIES = 16;

    @Option(
            names = "--drawing",
            description =
                    "Measure drawing, pasting back and coding without Kafka, for each --batch and --loops, with --device and --generator.")
    private boolean asked;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8,32",
            description = "With --drawing: frames per run. Default: 1,8,32.")
    private List<Integer> batches = new ArrayList<>();

    @Option(
            names = "--loops",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2",
            description = "With --drawing: loops that share the device. Default: 1,2.")
    private List<Integer> loops = new ArrayList<>();

    @Option(
            names = "--figures",
            paramLabel = "FILE",
            description = "With --drawing: also write the figures to this file as JSON.")
    private Optional<Path> file = Optional.empty();

    boolean isAsked() {
        return asked;
    }

    /** @param length of each measurement, as it was written */
    void measure(DataFolder data, Settings settings, String length, PrintWriter out)
            throws IOException, InterruptedException {
        requirePositive("--batch", batches);
        requirePositive("--loops", loops);
        GeneratorChoice choice = RenderConfig.generator(settings);
        List<Figures> all = new ArrayList<>();
        try (DrawingBench bench = DrawingBench.open(choice, InstantSource.system())) {
            EnrolledIdentity person = EnrolmentModels.enrol(
                    choice,
                    IdentityService.pictures(List.of(DemoAssets.forBench(data).portrait()))
                            .pictures());
            out.printf("on %s, %d identities, %s%n", bench.device().written(), IDENTITIES, head());
            for (int count : loops) {
                for (int batch : batches) {
                    Figures figures = bench.measure(person, IDENTITIES, batch, count, duration(length));
                    out.println(row(figures));
                    out.flush();
                    all.add(figures);
                }
            }
        }
        if (file.isPresent()) {
            Files.writeString(file.get(), json(all));
        }
    }

    private static Duration duration(String length) {
        return Durations.read(length);
    }

    private static void requirePositive(String option, List<Integer> counts) {
        if (counts.stream().anyMatch(count -> count < 1)) {
            throw new BadInputException(option + " are 1 or more each");
        }
    }

    private static String head() {
        return String.format("%n%6s %6s %10s %12s %12s", "loops", "batch", "frames/s", "run p50 ms", "run p99 ms");
    }

    private static String row(Figures figures) {
        return String.format(
                Locale.ROOT,
                "%6d %6d %10.1f %12.2f %12.2f",
                figures.loops(),
                figures.batch(),
                figures.framesASecond(),
                figures.p50Millis(),
                figures.p99Millis());
    }

    static String json(List<Figures> all) {
        return all.stream()
                .map(figures -> String.format(
                        Locale.ROOT,
                        "{\"loops\": %d, \"batch\": %d, \"framesASecond\": %.3f, \"p50Millis\": %.3f, \"p99Millis\": %.3f}",
                        figures.loops(),
                        figures.batch(),
                        figures.framesASecond(),
                        figures.p50Millis(),
                        figures.p99Millis()))
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }
}
