package dev.marotte.standalone.command;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.sink.Output;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.IdentityRequest;
import dev.marotte.standalone.session.SessionRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code marotte replay}: renders a recorded session again. */
@Command(
        name = "replay",
        description =
                "Renders a recorded session again from its motion and sound: with the same identity the pictures are the same, with another one they show that one.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:  marotte replay s-0123456789abcdef --identity mona --from 00:01:10 --to 00:02:00 --out again.mp4"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Pattern TIME = Pattern.compile("(?:(?:(\\d+):)?(\\d+):)?(\\d+(?:\\.\\d+)?)");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SESSION", description = "Which session; see marotte session list.")
    private String session;

    @Option(names = "--identity", paramLabel = "NAME", description = "Another enrolled identity. Default: the same.")
    private Optional<String> identity;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Where to begin, such as 00:01:10 or 70.5. Default: 0.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "TIME", description = "Where to end. Default: the end of the recording.")
    private Optional<String> to;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The result, named as for marotte animate; repeat for more.")
    private List<String> out = new ArrayList<>();

    @Option(names = "--overwrite", description = "Replace an existing result.")
    private boolean overwrite;

    @Mixin
    private RenderOptions render;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        out.forEach(name -> Output.named(name, overwrite));
        SessionId id = CheckedInput.checked(() -> new SessionId(session));
        Settings settings = cluster.settings(render.flags());
        DataFolder folder = data.open();
        Session recorded = cluster.task(folder).run(connected -> {
            try (var store = SessionStore.open(connected, InstantSource.system())) {
                return store.require(id);
            }
        });
        return new SessionJob(spec, folder, settings, cluster).of(request(recorded));
    }

    private SessionRequest request(Session recorded) {
        List<SessionOutput> outputs =
                out.stream().map(name -> SourceNames.output(name, overwrite)).toList();
        return new SessionRequest(
                identity.<IdentityRequest>map(IdentityRequest.Enrolled::new)
                        .orElseGet(() -> new IdentityRequest.AsRecorded(recorded.identity())),
                new RecordingSource(
                        recorded.id(), time("--from", from, Pts.ZERO), time("--to", to, RecordingSource.WHOLE)),
                outputs,
                Profile.LOSSLESS,
                recorded.motion(),
                recorded.terms());
    }

    private static Pts time(String option, Optional<String> written, Pts preset) {
        return written.map(text -> time(option, text)).orElse(preset);
    }

    /** Parses hours, minutes and seconds, or fewer of these. */
    private static Pts time(String option, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new BadInputException(option + " is a time such as 00:01:10 or 70.5, not '" + text + "'");
        }
        double seconds = number(matcher.group(1)) * 3600 + number(matcher.group(2)) * 60 + number(matcher.group(3));
        return new Pts(Math.round(seconds * 1e6));
    }

    private static double number(@Nullable String text) {
        return text == null ? 0 : Double.parseDouble(text);
    }
}
