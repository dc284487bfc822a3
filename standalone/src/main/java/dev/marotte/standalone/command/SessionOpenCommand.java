package dev.marotte.standalone.command;

import dev.marotte.runtime.sessions.Admission;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.standalone.session.DeclaredRate;
import dev.marotte.standalone.session.DrivingClip;
import dev.marotte.standalone.session.IdentityService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte session open}: hands a session to the stages of a running cluster. */
@Command(
        name = "open",
        description = "Opens a session; the stages that run on the cluster start working on it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A file in a source or an output is a file where that stage runs.",
            "Which generator draws is said where the renderers run: marotte serve --generator.",
            "Example:  marotte session open --identity mona --source clip.mp4 --output out.mp4"
        })
final class SessionOpenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--identity",
            paramLabel = "NAME",
            required = true,
            description = "A face enrolled with marotte enrol.")
    private String identity;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            required = true,
            description =
                    "What supplies motion and sound: a clip, a folder or pattern of pictures, a stream's address, or voice:FILE to make the face speak from sound alone.")
    private String source;

    @Option(
            names = "--output",
            paramLabel = "OUTPUT",
            required = true,
            description =
                    "A film, a folder/ or pattern of pictures, a playlist .m3u8, or a stream's address; repeat for more.")
    private List<String> outputs = new ArrayList<>();

    @Option(names = "--overwrite", description = "Replace existing outputs.")
    private boolean overwrite;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            description = "Constant frame rate of the outputs. Default: that of the source.")
    private Optional<String> fps;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "lossless",
            description = "lossless: every frame, exactly once; live: late frames are dropped. Default: lossless.")
    private Profile profile;

    @Option(names = "--id", paramLabel = "ID", description = "Name of the session. Default: a random one.")
    private Optional<String> id;

    @Mixin
    private MotionOptions motion;

    @Mixin
    private KeepingOptions keeping;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        SessionId name = CheckedInput.checked(() -> new SessionId(id.orElseGet(SessionOpenCommand::byChance)));
        Session session = cluster.task(data.open()).run(connected -> {
            try (var identities = new IdentityService(connected);
                    var store = SessionStore.open(connected, InstantSource.system())) {
                Session opened = session(name, identities.require(identity), identities.motionOf(identity));
                requireNew(name, store);
                warn(store.admission(opened));
                store.open(opened);
                return opened;
            }
        });
        spec.commandLine()
                .getOut()
                .printf("session %s is open; follow it with: marotte session show %s%n", session.id(), session.id());
        return 0;
    }

    private void warn(Admission admission) {
        if (admission instanceof Admission.Unserved(String warning)) {
            spec.commandLine().getErr().println("marotte: " + warning);
        }
    }

    private static void requireNew(SessionId id, SessionStore store) {
        if (store.find(id).isPresent()) {
            throw new BadInputException("there is a session " + id + " already; choose another --id");
        }
    }

    private Session session(SessionId name, IdentityRef ref, MotionKind kind) {
        List<SessionOutput> named = outputs.stream()
                .map(output -> SourceNames.output(output, overwrite))
                .toList();
        return new Session(
                name,
                ref,
                profile,
                motion.chosen(named.stream().anyMatch(SourceNames::hasAlpha)).by(kind),
                SourceNames.source(source),
                named,
                terms(),
                new SessionOpening(InstantSource.system().instant(), "marotte session open"),
                new SessionState.Open());
    }

    /** The terms, with the rate that the clip declares if it can be read from here. */
    private SessionTerms terms() {
        SessionTerms terms = keeping.terms(fps);
        Path clip = Path.of(SourceNames.fileOf(source));
        return Files.isRegularFile(clip) ? terms.at(rate(DrivingClip.in(clip), terms.rate())) : terms;
    }

    private RateChoice rate(DrivingClip clip, RateChoice asked) {
        return SourceNames.isVoice(source) ? DeclaredRate.ofVoice(clip, asked) : DeclaredRate.of(clip, asked);
    }

    private static String byChance() {
        return "s-" + UUID.randomUUID().toString().substring(0, 13);
    }
}
