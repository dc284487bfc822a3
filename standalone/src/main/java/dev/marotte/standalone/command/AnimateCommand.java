package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.sink.Output;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DeclaredRate;
import dev.marotte.standalone.session.DrivingClip;
import dev.marotte.standalone.session.IdentityRequest;
import dev.marotte.standalone.session.IdentityService;
import dev.marotte.standalone.session.PipeSpool;
import dev.marotte.standalone.session.SessionRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
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
public final class AnimateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private LookOption look;

    @Option(
            names = {"--driving", "--source"},
            paramLabel = "CLIP",
            required = true,
            description =
                    "The clip that supplies the motion and the sound: any common video file, a pipe (- is standard input), an image sequence such as shot/%%04d.png, or voice:speech.wav to make the face speak from sound alone.")
    private String driving;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description =
                    "The result; its name determines the format: .mp4 or .mov (H.264 and AAC), .mkv, .webm, or pictures with alpha in a folder (frames/) or by a pattern (f-%%06d.png). Repeat for several results of the same session.")
    private List<String> out = new ArrayList<>();

    @Option(names = "--overwrite", description = "Replace an existing result.")
    private boolean overwrite;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            description =
                    "Constant frame rate of the result, such as 25, 29.97 or 30000/1001. Default: that of the driving clip.")
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
    private KeepingOptions keeping;

    @Mixin
    private RenderOptions render;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    /** Reports errors in the other options before a pipe is read. */
    @Override
    public Integer call() throws InterruptedException {
        IdentityRequest identity = look.chosen();
        List<SessionOutput> outputs = out.stream().map(this::output).toList();
        SessionMotion moved = motion.chosen(outputs.stream().anyMatch(SourceNames::hasAlpha));
        SessionTerms terms = keeping.terms(fps);
        Settings settings = cluster.settings(render.flags());
        DataFolder folder = data.open();
        try (DrivingClip clip =
                DrivingClip.named(SourceNames.fileOf(driving), new PipeSpool(folder.path(), InstantSource.system()))) {
            out.forEach(name -> Output.named(name, overwrite).sparing(clip.file()));
            var request = new SessionRequest(
                    identity, source(clip), outputs, profile, moved, terms.at(rate(clip, terms.rate())));
            return new SessionJob(spec, folder, settings, cluster).of(request);
        }
    }

    private SessionSource source(DrivingClip clip) {
        return SourceNames.isVoice(driving)
                ? new SessionSource.VoiceSource(
                        clip.file().toAbsolutePath().normalize().toString())
                : SourceNames.source(clip.file().toString());
    }

    private RateChoice rate(DrivingClip clip, RateChoice asked) {
        return SourceNames.isVoice(driving) ? DeclaredRate.ofVoice(clip, asked) : DeclaredRate.of(clip, asked);
    }

    /** Reports obvious errors in the output before anything is started. */
    private SessionOutput output(String name) {
        Output output = Output.named(name, overwrite);
        look.portraits.forEach(output::sparing);
        return SourceNames.output(name, overwrite);
    }

    /** Whose face moves. */
    static final class LookOption {
        @Option(
                names = "--portrait",
                paramLabel = "PICTURE",
                description = "The picture whose face moves. Up to eight of one person; the first one is shown.")
        private List<Path> portraits = List.of();

        @Option(names = "--identity", paramLabel = "NAME", description = "A face enrolled earlier with marotte enrol.")
        private String identity = "";

        IdentityRequest chosen() {
            return portraits.isEmpty() ? new IdentityRequest.Enrolled(identity) : IdentityService.pictures(portraits);
        }
    }
}
