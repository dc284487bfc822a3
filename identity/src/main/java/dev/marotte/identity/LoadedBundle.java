package dev.marotte.identity;

import dev.marotte.identity.onnx.OnnxDevice;
import dev.marotte.identity.onnx.OnnxEncoder;
import dev.marotte.schemas.FaceLandmarks;

/**
 * A bundle that was read and checked, and the device that its models run on. Safe for use by several threads.
 *
 * @param device for both the encoder and the generator
 */
public record LoadedBundle(Bundle bundle, OnnxDevice device) implements LoadedGenerator {
    /**
     * Reads and checks the bundle that people are enrolled with, and finds the device.
     *
     * @throws dev.marotte.schemas.BadInputException if the bundle or the requested device cannot be used
     */
    public static LoadedBundle load(GeneratorChoice choice) {
        Bundle bundle = BundleReader.read(choice.bundle().enrolling());
        return new LoadedBundle(
                bundle, OnnxDevice.open(choice.device(), bundle.encoderModel(), choice.threads(), choice.tuning()));
    }

    /**
     * Loads another bundle on the same device.
     *
     * @throws dev.marotte.schemas.BadInputException if it cannot be used
     */
    public LoadedBundle beside(BundleSource other) {
        return new LoadedBundle(BundleReader.read(other), device);
    }

    @Override
    public GeneratorIds drawnBy() {
        return bundle.drawnBy();
    }

    @Override
    public int maxSources() {
        return bundle.maxSources();
    }

    @Override
    public Crop crop(FaceLandmarks face, int width, int height) {
        return Crop.around(face, width, height, bundle.sizes());
    }

    @Override
    public Encoder encoder() {
        return OnnxEncoder.open(bundle, device);
    }
}
