package dev.marotte.standalone.command;

import dev.marotte.schemas.Consent;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.standalone.session.IdentityService;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte identities}: lists who is enrolled. */
@Command(
        name = "identities",
        description = "Lists who is enrolled, for which generator, and what they consented to.",
        mixinStandardHelpOptions = true)
public final class IdentitiesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        List<Manifest> identities = cluster.task(data.open()).run(connected -> {
            try (var service = new IdentityService(connected)) {
                return service.enrolled();
            }
        });
        print(identities, spec.commandLine().getOut());
        return 0;
    }

    private static String words(Consent consent) {
        return switch (consent) {
            case Consent.Stated(String words) -> words;
            case Consent.ForOneSession() -> "(given with --portrait, for that session)";
        };
    }

    private static void print(List<Manifest> identities, PrintWriter out) {
        if (identities.isEmpty()) {
            out.println("Nobody is enrolled; see marotte enrol --help.");
        }
        for (Manifest identity : identities) {
            Instant enrolled = FrameTiming.instantOf(identity.enrolledMicros());
            out.printf(
                    "%-28s %d x %d  %s  %s  %s%n",
                    identity.ref().name(),
                    identity.portraitWidth(),
                    identity.portraitHeight(),
                    identity.generator(),
                    enrolled.truncatedTo(ChronoUnit.SECONDS),
                    words(identity.consent()));
        }
    }
}
