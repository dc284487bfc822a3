package dev.marotte.standalone.command;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.SessionId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte session show}. */
@Command(
        name = "show",
        description = "Shows all that is known about a session, and what happened to its frames.",
        mixinStandardHelpOptions = true)
final class SessionShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OneSession session;

    @Override
    public Integer call() throws InterruptedException {
        session.print(spec.commandLine().getOut(), SessionShowCommand::lines);
        return 0;
    }

    private static List<String> lines(SessionId session, SessionStore store) {
        return SessionWords.lines(store.require(session), store.reports(session));
    }
}
