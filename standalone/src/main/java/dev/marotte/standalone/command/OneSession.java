package dev.marotte.standalone.command;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.SessionId;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The session that a command is about, and the cluster that keeps it. */
final class OneSession {
    @Parameters(paramLabel = "ID", description = "Which session; see marotte session list.")
    private String id;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    /** Prints what {@code answer} says of the session, once the cluster is left. */
    void print(PrintWriter out, BiFunction<SessionId, SessionStore, List<String>> answer) throws InterruptedException {
        print(out, (session, store, _) -> answer.apply(session, store));
    }

    /** An action on a session in its cluster; the returned lines describe the result. */
    @FunctionalInterface
    interface Answer {
        List<String> lines(SessionId session, SessionStore store, Cluster cluster);
    }

    /** Prints what {@code answer} says of the session, once the cluster is left. */
    void print(PrintWriter out, Answer answer) throws InterruptedException {
        SessionId session = CheckedInput.checked(() -> new SessionId(id));
        List<String> lines = cluster.task(data.open()).run(connected -> {
            try (var store = SessionStore.open(connected, InstantSource.system())) {
                return answer.lines(session, store, connected);
            }
        });
        lines.forEach(out::println);
    }
}
