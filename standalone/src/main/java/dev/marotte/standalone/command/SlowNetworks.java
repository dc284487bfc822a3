package dev.marotte.standalone.command;

import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.settings.Settings;
import java.io.PrintWriter;

/** A warning for users of implicit-keypoint networks. */
final class SlowNetworks {
    private SlowNetworks() {}

    /**
     * Prints the warning if the settings name such networks as the generator.
     *
     * @throws dev.marotte.schemas.BadInputException if these are incomplete
     */
    static void warn(Settings settings, PrintWriter err) {
        RenderConfig.networks(settings).ifPresent(folder -> {
            err.println("marotte: the networks in " + folder + " draw on the CPU, which takes seconds a frame;"
                    + " Marotte was never run with the real ones, so look at the result before you trust it");
            err.flush();
        });
    }
}
