package dev.marotte.standalone.command;

import dev.marotte.standalone.session.IdentityService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code marotte revoke}: ends the use of an identity. */
@Command(
        name = "revoke",
        description = "Revokes an identity: all its versions are deleted, and nobody can animate it again.",
        mixinStandardHelpOptions = true)
public final class RevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the identity; see marotte identities.")
    private String name;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        cluster.task(data.open()).run(connected -> {
            try (var service = new IdentityService(connected)) {
                service.revoke(name);
                return name;
            }
        });
        spec.commandLine().getOut().println(name + " is revoked.");
        return 0;
    }
}
