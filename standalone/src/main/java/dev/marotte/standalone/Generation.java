package dev.marotte.standalone;

import dev.marotte.render.BundleSource;
import dev.marotte.render.onnx.DeviceChoice;

/** With which generator pictures are drawn, and where it runs. */
record Generation(BundleSource bundle, DeviceChoice device) {
    static final Generation DEFAULT = new Generation(BundleSource.standard(), DeviceChoice.AUTO);
}
