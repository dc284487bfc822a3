package dev.marotte.render;

import dev.marotte.render.onnx.OnnxDevice;
import dev.marotte.render.onnx.OnnxEncoder;
import dev.marotte.render.onnx.OnnxGenerator;

/** A bundle that was read and checked, and the device that its models run on. Safe for use by several threads. */
public final class LoadedGenerator {
    private final Bundle bundle;
    private final OnnxDevice device;

    private LoadedGenerator(Bundle bundle, OnnxDevice device) {
        this.bundle = bundle;
        this.device = device;
    }

    /**
     * Reads and checks a bundle, and finds the device.
     *
     * @throws dev.marotte.schemas.BadInputException if the bundle cannot be used, or the device that was asked for
     */
    public static LoadedGenerator load(GeneratorChoice choice) {
        Bundle bundle = BundleReader.read(choice.bundle());
        return new LoadedGenerator(bundle, OnnxDevice.open(choice.device(), bundle.encoderModel(), choice.threads()));
    }

    /** Name and version, which identities are bound to. */
    public String id() {
        return bundle.id();
    }

    /**
     * A generator for one thread, which closes it.
     *
     * @throws dev.marotte.schemas.BadInputException if its model cannot be used
     */
    public Generator generator() {
        return OnnxGenerator.open(bundle, device);
    }

    Bundle bundle() {
        return bundle;
    }

    /** The caller closes it. */
    Encoder encoder() {
        return OnnxEncoder.open(bundle, device);
    }
}
