package dev.marotte.standalone.session;

import dev.marotte.face.onnx.Device;
import dev.marotte.identity.BundleChoice;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.LoadedGenerator;
import dev.marotte.identity.SourcePicture;
import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.ProcessConfig;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import dev.marotte.standalone.run.BackgroundTask;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.LocalStages;
import dev.marotte.standalone.run.ServedProcess.Opening;
import dev.marotte.standalone.run.WorkScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A session from its opening to its end, with whatever it needs in this process: the stages and a broker if no other process runs them. One thread;
 * interrupting it stops what runs here and leaves a session that the same request resumes.
 */
public final class AnimateJob {
    static final String OPENED_BY = "marotte animate";

    private final DataFolder data;
    private final Settings settings;
    private final Opening opening;

    /** @param opening opens the cluster to work with */
    public AnimateJob(DataFolder data, Settings settings, Opening opening) {
        this.data = data;
        this.settings = settings;
        this.opening = opening;
    }

    /**
     * Runs a session to its end.
     *
     * @throws BadInputException if something in the request cannot be used
     */
    public SessionResult run(SessionRequest request, ProgressListener listener) throws InterruptedException {
        List<SourcePicture> pictures = pictures(request.identity());
        GeneratorChoice generator = RenderConfig.generator(settings);
        WorkScope scope = WorkScope.of(request.profile(), request.source());
        var supervisor = new StageSupervisor(ProcessConfig.of(settings).drainTimeout());
        try (var enrolment = BackgroundTask.begin("enrol", () -> enrolled(generator, pictures));
                var cluster = BackgroundTask.begin(
                        "open-cluster",
                        () -> opening.open(cause -> supervisor.fail("broker", cause)),
                        ClusterAccess::close);
                supervisor) {
            ClusterAccess access = requireWorking(cluster.get(), scope);
            IdentityChoice identity = choice(request, pictures, generator.bundle(), enrolment);
            try (PreparedSession prepared = supervisor.await(supervisor.begin(
                            "read-sessions", () -> PreparedSession.of(request, identity, access, leases())));
                    var _ = stages(access, scope, supervisor)) {
                return supervisor.await(supervisor.begin("follow-session", () -> prepared.follow(listener)));
            }
        }
    }

    private static IdentityChoice choice(
            SessionRequest request,
            List<SourcePicture> pictures,
            BundleChoice bundles,
            BackgroundTask<Optional<EnrolledIdentity>> enrolment) {
        // CUDA can draw all that a CPU can; the render stage finds out whether there is a device.
        List<String> generators = bundles.drawing(request.profile(), Device.CPU).stream()
                .map(AnimateJob::id)
                .toList();
        return switch (request.identity()) {
            case IdentityRequest.Enrolled(String name) -> new IdentityChoice.Known(name, generators);
            case IdentityRequest.AsRecorded(var ref) -> new IdentityChoice.Recorded(ref, generators);
            case IdentityRequest.Pictures _ ->
                IdentityChoice.Depicted.of(pictures, id(bundles.enrolling()), generators.getFirst(), enrolment);
        };
    }

    private static String id(BundleSource source) {
        return LoadedGenerator.idOf(source);
    }

    private static List<SourcePicture> pictures(IdentityRequest request) {
        return switch (request) {
            case IdentityRequest.Pictures(var pictures) -> pictures;
            case IdentityRequest.Enrolled _, IdentityRequest.AsRecorded _ -> List.of();
        };
    }

    private static Optional<EnrolledIdentity> enrolled(GeneratorChoice generator, List<SourcePicture> pictures) {
        return pictures.isEmpty() ? Optional.empty() : Optional.of(EnrolmentModels.enrol(generator, pictures));
    }

    /** Starts the stages that the session needs, or none if they run elsewhere. */
    private AutoCloseableQuietly stages(ClusterAccess access, WorkScope scope, StageSupervisor supervisor) {
        return switch (access) {
            case ClusterAccess.Here(var embedded) -> {
                LocalStages stages =
                        LocalStages.start(embedded.cluster(), of(scope.profiles()), data, scope.stages(), supervisor);
                embedded.invite(scope);
                yield stages::close;
            }
            case ClusterAccess.Elsewhere _ -> () -> {};
        };
    }

    private Settings of(Set<Profile> profiles) {
        String name = profiles.stream()
                .map(profile -> profile.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
        return settings.orElse("landmark.profiles", name).orElse("render.profiles", name);
    }

    private static ClusterAccess requireWorking(ClusterAccess access, WorkScope asked) {
        if (access instanceof ClusterAccess.Elsewhere(var _, var scope) && !scope.covers(asked)) {
            throw new BadInputException("another marotte uses this data folder, and works on " + scope.inWords()
                    + " alone; wait for it, or name another folder with --data");
        }
        return access;
    }

    private Path leases() {
        return data.path().resolve("commands");
    }

    /** A resource whose closing throws no checked exception. */
    private interface AutoCloseableQuietly extends AutoCloseable {
        @Override
        void close();
    }
}
