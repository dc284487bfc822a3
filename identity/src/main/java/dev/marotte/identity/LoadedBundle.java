package dev.marotte.identity;

import dev.marotte.identity.onnx.OnnxDevice;
import dev.marotte.identity.onnx.OnnxEncoder;

/**
 * A bundle that was read and checked, and the device that its models run on. Safe for use by several threads.
 *
 * @param device for the encoder and the generator alike
 */
public record LoadedBundle(Bundle bundle, OnnxDevice device) {
    /**
     * Reads and checks a bundle, and finds the device.
     *
     * @throws dev.marotte.schemas.BadInputException if the bundle cannot be used, or the device that was asked for
     */
    public static LoadedBundle load(GeneratorChoice choice) {
        Bundle bundle = BundleReader.read(choice.bundle());
        return new LoadedBundle(bundle, OnnxDevice.open(choice.device(), bundle.encoderModel(), choice.threads()));
    }

    /** The caller closes it. */
    Encoder encoder() {
        return OnnxEncoder.open(bundle, device);
    }
}
