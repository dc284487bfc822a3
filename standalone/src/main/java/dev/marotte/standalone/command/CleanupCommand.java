package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Durations;
import dev.marotte.standalone.session.IdentityCleanup;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte cleanup}: deletes what no session needs any more. */
@Command(
        name = "cleanup",
        description =
                "Revokes identities that were enrolled for a single session and that no session uses any more. Recordings, pictures and sessions expire by themselves.",
        mixinStandardHelpOptions = true)
public final class CleanupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            defaultValue = "1d",
            description = "Keep identities that were enrolled within this time. Default: 1d.")
    private String age;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        List<String> revoked = cluster.task(data.open())
                .run(connected -> new IdentityCleanup(connected, InstantSource.system()).run(Durations.read(age)));
        PrintWriter out = spec.commandLine().getOut();
        revoked.forEach(name -> out.println(name + " is revoked."));
        out.println(revoked.size() + " identities without a session were revoked.");
        return 0;
    }
}
