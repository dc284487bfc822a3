package dev.marotte.standalone;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import dev.marotte.sink.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte demo}: what comes with Marotte, animated. */
@Command(
        name = "demo",
        description =
                "Animates the portrait that comes with Marotte by the clip that does, and says how to open the result. "
                        + "The clip is scripted and its voice is synthetic.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "out/demo.mp4",
            description = "The result; replaced if it is there, and its folder is made. Default: out/demo.mp4.")
    private Path out;

    @Mixin
    private RenderOptions render;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws IOException {
        makeFolder();
        Output output = Output.named(out.toString(), true);
        DataFolder folder = data.open();
        AnimateRequest request = Shipped.forDemo(folder).request(output, Profile.LOSSLESS);
        return new Performance(spec, folder, render.generation()).of(request);
    }

    private void makeFolder() {
        try {
            Files.createDirectories(out.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            throw new BadInputException("the folder of " + out + " cannot be made; name another result with --out", e);
        }
    }
}
