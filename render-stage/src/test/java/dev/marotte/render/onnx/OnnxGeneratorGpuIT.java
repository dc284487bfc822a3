package dev.marotte.render.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.onnx.OnnxDevice;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.Generator;
import dev.marotte.render.RenderedCrop;
import dev.marotte.render.TestStudio;
import dev.marotte.schemas.FaceLandmarks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CUDA against the CPU. Runs in the profile {@code gpu} only, and fails where CUDA does not work. */
@Tag("gpu")
class OnnxGeneratorGpuIT {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxGeneratorGpuIT.class);
    /** Sums are rounded in another order: here and there a value is off by one. */
    private static final double LIKE_ENOUGH = 45;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 20})
    void drawsOnCudaWhatTheCpuDraws(int batchSize) {
        try (TestStudio studio = new TestStudio();
                OnnxModel model = OnnxModel.open(studio.bundle(), onCuda(studio))) {
            Generator cuda = model.generator();
            EnrolledIdentity hopper = studio.enrol("hopper.jpg");
            EnrolledIdentity mirrored = studio.enrol("hopper-mirrored.jpg");
            List<DrawRequest> batch = IntStream.range(0, batchSize)
                    .mapToObj(number -> number % 3 == 2 ? moved(mirrored, number) : moved(hopper, number))
                    .toList();
            int size = hopper.crop().size();
            Map<Integer, byte[]> expected = draw(studio.generator(), batch, size);
            draw(cuda, batch, size)
                    .forEach((number, drawn) -> assertThat(psnr(drawn, expected.getOrDefault(number, new byte[0])))
                            .isGreaterThan(LIKE_ENOUGH));
        }
    }

    @Test
    void isChosenByItselfWhereItWorks() {
        try (TestStudio studio = new TestStudio()) {
            assertThat(OnnxDevice.open(DeviceChoice.AUTO, studio.bundle().generatorModel(), 1, CudaTuning.PRESET)
                            .device())
                    .isEqualTo(Device.cuda(0));
        }
    }

    private static OnnxDevice onCuda(TestStudio studio) {
        return OnnxDevice.open(Device.cuda(0), studio.bundle().generatorModel(), 1, CudaTuning.PRESET);
    }

    private static DrawRequest moved(EnrolledIdentity identity, int pixels) {
        float[] xyz = identity.rest().toArray();
        for (int point = 0; point < xyz.length; point += 3) {
            xyz[point] += pixels % 9 - 4;
            xyz[point + 1] += pixels % 5 - 2;
        }
        return new DrawRequest(identity.embedding(), FaceLandmarks.of(xyz));
    }

    private static Map<Integer, byte[]> draw(Generator generator, List<DrawRequest> batch, int size) {
        Map<Integer, byte[]> drawings = new TreeMap<>();
        generator.draw(batch, size, (number, drawing) -> drawings.put(number, pixels(drawing)));
        return drawings;
    }

    private static byte[] pixels(RenderedCrop drawing) {
        byte[] pixels = new byte[RenderedCrop.pixels(drawing.size())];
        drawing.abgr().get(0, pixels);
        return pixels;
    }

    private static double psnr(byte[] some, byte[] others) {
        assertThat(some).hasSameSizeAs(others);
        double squares = 0;
        for (int i = 0; i < some.length; i++) {
            int difference = (some[i] & 0xff) - (others[i] & 0xff);
            squares += difference * difference;
        }
        double psnr = 10 * Math.log10(255.0 * 255.0 * some.length / Math.max(squares, 1));
        LOG.warn("{} dB", Math.round(psnr * 10) / 10.0);
        return psnr;
    }
}
