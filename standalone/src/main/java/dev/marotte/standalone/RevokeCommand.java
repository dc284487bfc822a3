package dev.marotte.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code marotte revoke}: an identity cannot be rendered any more. */
@Command(
        name = "revoke",
        description = "Revokes an identity: all its versions are deleted, and nobody can animate it again.",
        mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Who was enrolled; see marotte identities.")
    private String name;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        try (var errand = new Errand(data.open())) {
            errand.run(backbone -> new IdentityDesk(backbone).revoke(name));
        }
        spec.commandLine().getOut().println(name + " is revoked.");
        return 0;
    }
}
