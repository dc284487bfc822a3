package dev.marotte.standalone.command;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte session list}: one line for each session. */
@Command(
        name = "list",
        description = "Lists the sessions of the cluster, the most recently changed one last.",
        mixinStandardHelpOptions = true)
final class SessionListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> lines = cluster.task(data.open()).run(connected -> {
            try (var store = SessionStore.open(connected, InstantSource.system())) {
                return store.all().stream().map(session -> line(session, store)).toList();
            }
        });
        if (lines.isEmpty()) {
            out.println("There is no session; see marotte session open --help.");
        }
        lines.forEach(out::println);
        return 0;
    }

    private static String line(Session session, SessionStore store) {
        long frames = store.reports(session.id()).stream()
                .filter(report -> report.stage() == StageName.SINK)
                .mapToLong(StageReport::frames)
                .findFirst()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%-24s %-9s %-10s %8d frames  %s  %s",
                session.id(),
                session.profile().name().toLowerCase(Locale.ROOT),
                SessionWords.state(session.state()),
                frames,
                session.opening().at().truncatedTo(ChronoUnit.SECONDS),
                session.identity().name());
    }
}
