package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.sink.Output;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DeclaredRate;
import dev.marotte.standalone.session.DemoAssets;
import dev.marotte.standalone.session.DrivingClip;
import dev.marotte.standalone.session.IdentityService;
import dev.marotte.standalone.session.MotionPresets;
import dev.marotte.standalone.session.SessionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte demo}: animates the portrait and clip that come with Marotte. */
@Command(
        name = "demo",
        description = "Animates the shipped portrait with the shipped clip, and says how to open the result. "
                + "The clip is scripted and its voice is synthetic.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "out/demo.mp4",
            description = "The result; an existing one is replaced, and its folder is created. Default: out/demo.mp4.")
    private Path out;

    @Mixin
    private RenderOptions render;

    @Mixin
    private DataOption data;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() throws IOException {
        makeFolder();
        Output.named(out.toString(), true);
        Settings settings = cluster.settings(render.flags());
        DataFolder folder = data.open();
        DemoAssets assets = DemoAssets.forDemo(folder);
        return new SessionJob(spec, folder, settings, cluster).of(request(assets));
    }

    private SessionRequest request(DemoAssets assets) {
        SessionOutput output = SourceNames.output(out.toString(), true);
        return new SessionRequest(
                IdentityService.pictures(List.of(assets.portrait())),
                SourceNames.source(assets.driving().toString()),
                List.of(output),
                Profile.LOSSLESS,
                MotionPresets.plain(SourceNames.hasAlpha(output)),
                SessionTerms.DEFAULT.at(
                        DeclaredRate.of(DrivingClip.in(assets.driving()), SessionTerms.DEFAULT.rate())));
    }

    private void makeFolder() {
        try {
            Files.createDirectories(out.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            throw new BadInputException("the folder of " + out + " cannot be made; name another result with --out", e);
        }
    }
}
