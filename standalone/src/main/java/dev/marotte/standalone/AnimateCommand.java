package dev.marotte.standalone;

import dev.marotte.schemas.Profile;
import dev.marotte.sink.FrameRate;
import dev.marotte.sink.Output;
import dev.marotte.sink.RateChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte animate}: a portrait and a driving clip become a talking video. */
@Command(
        name = "animate",
        description =
                "Makes a portrait talk: its face moves as the face in the driving clip does, with the clip's sound.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The same command again goes on with a session that was interrupted.",
            "Example:  marotte animate --portrait face.jpg --driving clip.mp4 --out talking.mp4"
        })
final class AnimateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private LookOption look;

    @Option(
            names = "--driving",
            paramLabel = "CLIP",
            required = true,
            description =
                    "The clip that supplies the motion and the sound; any common video file, a pipe (- is standard input), or an image sequence such as shot/%%04d.png.")
    private String driving;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description =
                    "The result. Its name says the form: .mp4 or .mov (H.264 and AAC), .mkv, .webm, or pictures with alpha: a folder as in frames/ or a pattern as in f-%%06d.png.")
    private String out;

    @Option(names = "--overwrite", description = "Replace the result if it is already there.")
    private boolean overwrite;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            description = "Constant rate of the result, as in 25, 29.97 or 30000/1001. Default: the driving clip's.")
    private Optional<String> fps;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "lossless",
            description =
                    "lossless: every frame, exactly once; live: the clip is played in real time and late frames are dropped. Default: lossless.")
    private Profile profile;

    @Mixin
    private MotionOptions motion;

    @Mixin
    private RenderOptions render;

    @Mixin
    private DataOption data;

    /** What is wrong with the other options is said before a pipe is read. */
    @Override
    public Integer call() throws InterruptedException {
        Output output = output();
        RateChoice rate = rate();
        AnimateRequest.Motion motions = motion.chosen();
        DataFolder folder = data.open();
        try (DrivingClip clip = DrivingClip.named(driving, folder.spool())) {
            var request = new AnimateRequest(look.chosen(), clip, output.sparing(clip.file()), rate, profile, motions);
            return new Performance(spec, folder, render.generation()).of(request);
        }
    }

    private Output output() {
        Output output = Output.named(out, overwrite);
        look.portraits.forEach(output::sparing);
        return output;
    }

    private RateChoice rate() {
        return fps.<RateChoice>map(rate -> new RateChoice.Fixed(FrameRate.named(rate)))
                .orElseGet(RateChoice.AsDriven::new);
    }

    /** Whose face moves. */
    static final class LookOption {
        @Option(
                names = "--portrait",
                paramLabel = "PICTURE",
                description =
                        "The picture whose face moves; up to eight of one person, the first is the one that is shown.")
        private List<Path> portraits = List.of();

        @Option(names = "--identity", paramLabel = "NAME", description = "A face enrolled earlier with marotte enrol.")
        private String identity = "";

        Look chosen() {
            return portraits.isEmpty() ? new Look.Enrolled(identity) : new Look.Pictures(portraits);
        }
    }
}
