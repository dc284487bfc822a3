package dev.marotte.render.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.Device;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.onnx.OnnxDevice;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.Generator;
import dev.marotte.render.RenderedCrop;
import dev.marotte.render.TestStudio;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bank of a device, on memory of this machine: everything but CUDA itself. */
class DeviceBankTest {
    private static TestStudio studio;
    private static EnrolledIdentity hopper;
    private static EnrolledIdentity mirrored;
    private static OrtSession session;
    private static List<String> names;

    private final PlainMemory memory = new PlainMemory();
    private DeviceBank bank = new DeviceBank(List.of(), memory, 0);

    @BeforeAll
    static void open() {
        studio = new TestStudio();
        hopper = studio.enrol("hopper.jpg");
        mirrored = studio.enrol("hopper-mirrored.jpg");
        Bundle bundle = studio.bundle();
        names = bundle.embedded();
        session = OnnxDevice.open(Device.CPU, bundle.generatorModel(), 1, CudaTuning.PRESET)
                .load(bundle.generatorModel(), bundle.generator());
    }

    @AfterAll
    static void close() {
        OnnxDevice.close(session);
        studio.close();
    }

    @AfterEach
    void free() {
        bank.close();
    }

    private Generator generator(long slots) {
        bank = new DeviceBank(names, memory, slots * bytes(hopper));
        return new OnnxGenerator(session, studio.bundle().id(), bank, new BatchSplitter(16, true));
    }

    /** Of what the generator takes. */
    private static long bytes(EnrolledIdentity identity) {
        return names.stream()
                .mapToLong(name -> identity.embedding().named(name).bytes())
                .sum();
    }

    @Test
    void drawsFromTheDevicesMemoryTheSamePixelsAsFromThisMachines() {
        List<DrawRequest> batch = batch(5);
        assertThat(draw(generator(4), batch)).isEqualTo(drawnWithoutABank(batch));
    }

    @Test
    void uploadsAnEmbeddingOnceForAllRuns() {
        Generator generator = generator(4);
        IntStream.range(0, 3).forEach(_ -> draw(generator, batch(4)));
        assertThat(memory.uploaded()).isEqualTo(bytes(hopper) + bytes(mirrored));
    }

    @Test
    void givesTheSlotOfWhoeverWasDrawnLongestAgoToAnother() {
        Generator generator = generator(1);
        List<DrawRequest> first = List.of(moved(hopper, 1));
        List<DrawRequest> second = List.of(moved(mirrored, 2));
        assertThat(List.of(draw(generator, first), draw(generator, second), draw(generator, first)))
                .isEqualTo(List.of(drawnWithoutABank(first), drawnWithoutABank(second), drawnWithoutABank(first)));
        assertThat(memory.uploaded()).isEqualTo(2 * bytes(hopper) + bytes(mirrored));
    }

    @Test
    void takesAlongWhoeverFindsNoSlot() {
        List<DrawRequest> batch = batch(4);
        assertThat(draw(generator(1), batch)).isEqualTo(drawnWithoutABank(batch));
        assertThat(draw(generator(0), batch)).isEqualTo(drawnWithoutABank(batch));
        assertThat(memory.uploaded()).isZero();
    }

    @Test
    void doesNotWriteToASlotThatIsLent() throws OrtException {
        Embedding first = hopper.embedding();
        Embedding second = mirrored.embedding();
        bank = new DeviceBank(names, memory, bytes(hopper));
        try (EmbeddingBank.Loan lent = bank.lend(List.of(first));
                EmbeddingBank.Loan other = bank.lend(List.of(second))) {
            assertThat(lent.slot(first)).isZero();
            assertThat(other.tensors()).isNotEqualTo(lent.tensors());
            assertThat(memory.uploaded()).isEqualTo(bytes(hopper));
        }
        try (EmbeddingBank.Loan free = bank.lend(List.of(second))) {
            assertThat(free.slot(second)).isZero();
            assertThat(memory.uploaded()).isEqualTo(bytes(hopper) + bytes(mirrored));
        }
    }

    /** Two loops, one session, a bank in which not all have room at a time. */
    @Test
    void drawsOnTwoThreadsWhatOneDraws() throws Exception {
        generator(1);
        List<Callable<List<Map<Integer, ByteBuffer>>>> loops = new ArrayList<>();
        for (EnrolledIdentity identity : List.of(hopper, mirrored)) {
            Generator own = new OnnxGenerator(session, studio.bundle().id(), bank, new BatchSplitter(2, true));
            loops.add(() -> IntStream.range(0, 6)
                    .mapToObj(number -> draw(own, List.of(moved(identity, number))))
                    .toList());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<List<Map<Integer, ByteBuffer>>>> drawn = threads.invokeAll(loops);
            for (int loop = 0; loop < 2; loop++) {
                EnrolledIdentity identity = loop == 0 ? hopper : mirrored;
                for (int number = 0; number < 6; number++) {
                    assertThat(drawn.get(loop).get().get(number))
                            .isEqualTo(drawnWithoutABank(List.of(moved(identity, number))));
                }
            }
        }
    }

    private static List<DrawRequest> batch(int size) {
        return IntStream.range(0, size)
                .mapToObj(number -> moved(number % 2 == 0 ? hopper : mirrored, number))
                .toList();
    }

    private static DrawRequest moved(EnrolledIdentity identity, int pixels) {
        return new DrawRequest(identity.embedding(), Shifted.by(pixels, identity.rest()));
    }

    private static Map<Integer, ByteBuffer> drawnWithoutABank(List<DrawRequest> batch) {
        return draw(studio.generator(), batch);
    }

    private static Map<Integer, ByteBuffer> draw(Generator generator, List<DrawRequest> batch) {
        Map<Integer, ByteBuffer> drawings = new TreeMap<>();
        int size = hopper.crop().size();
        generator.draw(batch, size, (number, drawing) -> drawings.put(number, pixels(drawing)));
        assertThat(drawings).hasSameSizeAs(batch);
        return drawings;
    }

    private static ByteBuffer pixels(RenderedCrop drawing) {
        byte[] pixels = new byte[RenderedCrop.pixels(drawing.size())];
        drawing.abgr().get(0, pixels);
        return ByteBuffer.wrap(pixels);
    }
}
