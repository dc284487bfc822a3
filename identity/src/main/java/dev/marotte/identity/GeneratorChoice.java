package dev.marotte.identity;

import dev.marotte.identity.onnx.DeviceChoice;

/**
 * Choice of the generator that draws, and of the device that it runs on.
 *
 * @param threads of one run on the CPU
 */
public record GeneratorChoice(BundleSource bundle, DeviceChoice device, int threads) {
    /** The standard generator on the best device; with one thread the other stages of a small machine keep their cores. */
    public static final GeneratorChoice DEFAULT = new GeneratorChoice(BundleSource.standard(), DeviceChoice.AUTO, 1);

    public GeneratorChoice {
        if (threads < 1) {
            throw new IllegalArgumentException("a generator runs on at least one thread, not on " + threads);
        }
    }
}
