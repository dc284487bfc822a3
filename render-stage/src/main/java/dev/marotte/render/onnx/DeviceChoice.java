package dev.marotte.render.onnx;

import java.util.Locale;

/** Where the user wants models to run. */
public enum DeviceChoice {
    /** On CUDA where it works, else on the CPU. */
    AUTO,
    CPU,
    /** On CUDA or not at all. */
    CUDA;

    /** As written on the command line. */
    public static DeviceChoice named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
