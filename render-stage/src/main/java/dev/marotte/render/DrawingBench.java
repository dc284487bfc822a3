package dev.marotte.render;

import dev.marotte.face.onnx.Device;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.render.opencv.OpenCvPasteBack;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws, pastes back and encodes as a renderer does, but without Kafka, to measure how many pictures a second a device yields, by frames in a run and by
 * loops that share it. One thread, which starts others.
 */
public final class DrawingBench implements AutoCloseable {
    /** Runs before anything is measured: a device's first runs with a shape are slow. */
    private static final int WARM_UP = 3;

    private final GeneratorSet models = new GeneratorSet();
    private final OpenCvPasteBack pixels = new OpenCvPasteBack();
    private final InstantSource clock;

    private DrawingBench(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Loads the model that draws films.
     *
     * @throws dev.marotte.schemas.BadInputException if the model or the requested device cannot be used
     */
    public static DrawingBench open(GeneratorChoice choice, InstantSource clock) throws InterruptedException {
        DrawingBench bench = new DrawingBench(clock);
        boolean usable = false;
        try {
            bench.models.open(Set.of(Profile.LOSSLESS), choice);
            usable = true;
            return bench;
        } finally {
            if (!usable) {
                bench.close();
            }
        }
    }

    /** Where it draws. */
    public Device device() {
        return models.device();
    }

    /**
     * Draws for a given time.
     *
     * @param person whom to draw, as if each of {@code identities} were a different person
     * @param batch frames that are requested together, whose identities take turns
     */
    public Figures measure(EnrolledIdentity person, int identities, int batch, int loops, Duration length)
            throws InterruptedException {
        List<Embedding> people = Stream.generate(
                        () -> new Embedding(person.embedding().tensors()))
                .limit(identities)
                .toList();
        List<Callable<List<Long>>> work = IntStream.range(0, loops)
                .<Callable<List<Long>>>mapToObj(_ -> () -> draw(loop(person), requests(person, people, batch), length))
                .toList();
        Instant began = clock.instant();
        try (ExecutorService threads = Executors.newFixedThreadPool(loops)) {
            List<Long> micros = new ArrayList<>();
            for (Future<List<Long>> loop : threads.invokeAll(work)) {
                micros.addAll(loop.get());
            }
            return Figures.of(batch, loops, micros, length);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a loop has failed after "
                            + Duration.between(began, clock.instant()).toSeconds() + " s",
                    e.getCause());
        }
    }

    private LoopIdentities.Resident loop(EnrolledIdentity person) {
        CachedIdentity identity = new CachedIdentity(
                person,
                pixels.decode(person.portrait())
                        .orElseThrow(
                                () -> new IllegalStateException("a portrait that was enrolled cannot be decoded")));
        Generator generator = models.ofLoop(Profile.LOSSLESS).getFirst();
        return new LoopIdentities.Resident(generator, identity, identity.canvas());
    }

    private List<DrawRequest> requests(EnrolledIdentity person, List<Embedding> people, int batch) {
        DrawTarget rest = MotionTransfer.atRest(loop(person));
        return IntStream.range(0, batch)
                .mapToObj(number -> new DrawRequest(people.get(number % people.size()), rest))
                .toList();
    }

    /** Time that each run took, in microseconds; there is at least one run, however long the machine was held up before it. */
    private List<Long> draw(LoopIdentities.Resident resident, List<DrawRequest> requests, Duration length) {
        IntStream.range(0, WARM_UP).forEach(_ -> draw(resident, requests));
        List<Long> micros = new ArrayList<>();
        Instant start = clock.instant();
        Instant end = start.plus(length);
        do {
            draw(resident, requests);
            Instant drawn = clock.instant();
            micros.add(Duration.between(start, drawn).toNanos() / 1_000);
            start = drawn;
        } while (start.isBefore(end));
        return micros;
    }

    private void draw(LoopIdentities.Resident resident, List<DrawRequest> requests) {
        PortraitCanvas canvas = resident.portraitCanvas();
        resident.generator().draw(requests, resident.side(), (_, drawing) -> {
            pixels.paste(drawing, canvas);
            Picture _ = pixels.code(canvas, PictureCodec.JPEG);
        });
    }

    @Override
    public void close() {
        models.close();
    }

    /**
     * What was drawn.
     *
     * @param batch frames in a run
     * @param framesASecond rate of all loops together
     * @param p50Millis median time of a run, including paste-back and encoding
     * @param p99Millis 99th percentile, likewise
     */
    public record Figures(int batch, int loops, double framesASecond, double p50Millis, double p99Millis) {
        static Figures of(int batch, int loops, List<Long> micros, Duration length) {
            List<Long> sorted = micros.stream().sorted().toList();
            double seconds = sorted.stream().mapToLong(Long::longValue).sum() / 1e6 / loops;
            double spent = Math.max(seconds, length.toNanos() / 1e9);
            return new Figures(
                    batch, loops, batch * sorted.size() / spent, percentile(sorted, 0.5), percentile(sorted, 0.99));
        }

        private static double percentile(List<Long> sorted, double share) {
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()))) / 1e3;
        }
    }
}
