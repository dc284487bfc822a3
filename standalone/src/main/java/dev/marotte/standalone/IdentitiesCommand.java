package dev.marotte.standalone;

import dev.marotte.schemas.IdentityMessage.Manifest;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte identities}: who is enrolled. */
@Command(
        name = "identities",
        description = "Lists who is enrolled, for which generator, and what they agreed to.",
        mixinStandardHelpOptions = true)
final class IdentitiesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        try (var errand = new Errand(data.open())) {
            print(
                    errand.run(backbone -> backbone.tables().enrolled()),
                    spec.commandLine().getOut());
        }
        return 0;
    }

    private static void print(List<Manifest> identities, PrintWriter out) {
        if (identities.isEmpty()) {
            out.println("Nobody is enrolled; see marotte enrol --help.");
        }
        for (Manifest identity : identities) {
            Instant enrolled = Instant.EPOCH.plus(Duration.of(identity.enrolledMicros(), ChronoUnit.MICROS));
            out.printf(
                    "%-28s %d x %d  %s  %s  %s%n",
                    identity.ref().name(),
                    identity.portraitWidth(),
                    identity.portraitHeight(),
                    identity.generator(),
                    enrolled.truncatedTo(ChronoUnit.SECONDS),
                    identity.consent());
        }
    }
}
