package dev.marotte.render.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.RenderedCrop;
import dev.marotte.render.TestStudio;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxGeneratorTest {
    private static TestStudio studio;
    private static EnrolledIdentity hopper;
    private static EnrolledIdentity mirrored;

    @BeforeAll
    static void open() {
        studio = new TestStudio();
        hopper = studio.enrol("hopper.jpg");
        mirrored = studio.enrol("hopper-mirrored.jpg");
        assertThat(mirrored.crop().size()).isEqualTo(hopper.crop().size());
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void drawsSomebodyWhoMoves() {
        byte[] rest = drawAlone(new DrawRequest(hopper.embedding(), hopper.rest()));
        byte[] moved = drawAlone(new DrawRequest(hopper.embedding(), Shifted.by(6, hopper.rest())));
        assertThat(meanDifference(rest, moved)).isGreaterThan(0.5);
    }

    @Test
    void drawsEachFrameOfABatchAsItWouldAlone() {
        List<DrawRequest> batch = IntStream.range(-5, 6)
                .boxed()
                .flatMap(way -> Stream.of(shifted(hopper, way), shifted(mirrored, 2 - way)))
                .toList();
        List<byte[]> together = draw(batch);
        for (int number = 0; number < batch.size(); number++) {
            assertThat(together.get(number)).isEqualTo(drawAlone(batch.get(number)));
        }
    }

    private static DrawRequest shifted(EnrolledIdentity identity, int way) {
        return new DrawRequest(identity.embedding(), Shifted.by(way, identity.rest()));
    }

    private static byte[] drawAlone(DrawRequest request) {
        return draw(List.of(request)).getFirst();
    }

    private static List<byte[]> draw(List<DrawRequest> batch) {
        Map<Integer, byte[]> drawings = new TreeMap<>();
        studio.generator()
                .draw(batch, hopper.crop().size(), (number, drawing) -> drawings.put(number, pixels(drawing)));
        assertThat(drawings).hasSameSizeAs(batch);
        return List.copyOf(drawings.values());
    }

    private static byte[] pixels(RenderedCrop drawing) {
        byte[] pixels = new byte[RenderedCrop.pixels(drawing.size())];
        drawing.abgr().get(0, pixels);
        return pixels;
    }

    private static double meanDifference(byte[] some, byte[] others) {
        long sum = 0;
        for (int i = 0; i < some.length; i++) {
            sum += Math.abs((some[i] & 0xff) - (others[i] & 0xff));
        }
        return (double) sum / some.length;
    }
}
