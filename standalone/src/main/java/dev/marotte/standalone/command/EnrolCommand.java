package dev.marotte.standalone.command;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.SourcePicture;
import dev.marotte.render.RenderConfig;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.EnrolmentModels;
import dev.marotte.standalone.session.IdentityService;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte enrol}: makes pictures of a person an identity that can be animated by its name. */
@Command(
        name = "enrol",
        description =
                "Enrols a person: one to eight pictures become an identity, together with what the person consented to.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A name that is enrolled already gets a new version; recorded sessions keep theirs.",
            "Example:  marotte enrol --identity mona --portrait a.jpg --portrait b.jpg --consent \"may be animated for the trailer, 2026\""
        })
public final class EnrolCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--identity", paramLabel = "NAME", required = true, description = "The name to enrol under.")
    private String name;

    @Option(
            names = "--portrait",
            paramLabel = "PICTURE",
            required = true,
            description =
                    "A picture of the person; repeat for more. The first determines the framing; an open mouth and other poses help.")
    private List<Path> portraits;

    @Option(
            names = "--consent",
            paramLabel = "WORDS",
            required = true,
            description = "What the person consented to, in words; kept with the identity.")
    private String consent;

    @Mixin
    private RenderOptions render;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        CheckedInput.checked(() -> new IdentityRef(name, 0));
        if (consent.isBlank()) {
            throw new BadInputException(
                    "nobody is enrolled without consent: say with --consent what the person agreed to");
        }
        List<SourcePicture> pictures = IdentityService.pictures(portraits).pictures();
        GeneratorChoice generator = RenderConfig.generator(cluster.settings(render.flags()));
        DataFolder folder = data.open();
        EnrolledIdentity identity = EnrolmentModels.enrol(generator, pictures);
        IdentityRef ref = cluster.task(folder).run(connected -> {
            try (var service = new IdentityService(connected)) {
                return service.enrol(name, new Consent.Stated(consent), identity);
            }
        });
        spec.commandLine()
                .getOut()
                .println(ref.name() + " is enrolled; animate with: marotte animate --identity " + ref.name());
        return 0;
    }
}
