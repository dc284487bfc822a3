package dev.marotte.standalone.command;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.SessionId;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code marotte session show}. */
@Command(
        name = "show",
        description = "Shows all that is known of a session, and what became of its frames.",
        mixinStandardHelpOptions = true)
final class SessionShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Which session; see marotte session list.")
    private String id;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        SessionId session = CheckedInput.checked(() -> new SessionId(id));
        List<String> lines = cluster.task(data.open()).run(connected -> {
            try (var store = SessionStore.open(connected, InstantSource.system())) {
                return lines(session, store);
            }
        });
        lines.forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private static List<String> lines(SessionId session, SessionStore store) {
        return SessionWords.lines(store.require(session), store.reports(session));
    }
}
