package dev.marotte.identity;

import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.DeviceChoice;

/**
 * Choice of the generator that draws, and of the device that it runs on.
 *
 * @param threads number of threads of one run on the CPU
 * @param tuning of CUDA, if the device is one
 */
public record GeneratorChoice(BundleChoice bundle, DeviceChoice device, int threads, CudaTuning tuning) {
    /** The bundle that suits each session, on the best device; with one thread the other stages of a small machine keep their cores. */
    public static final GeneratorChoice DEFAULT =
            new GeneratorChoice(new BundleChoice.Automatic(), DeviceChoice.AUTO, 1);

    /** Uses CUDA with its default tuning. */
    public GeneratorChoice(BundleChoice bundle, DeviceChoice device, int threads) {
        this(bundle, device, threads, CudaTuning.PRESET);
    }

    public GeneratorChoice {
        if (threads < 1) {
            throw new IllegalArgumentException("a generator runs on at least one thread, not on " + threads);
        }
    }
}
