package dev.marotte.standalone.command;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte session end}. */
@Command(
        name = "end",
        description =
                "Ends a session: its source is read no further, and its outputs are finished with what has arrived.",
        mixinStandardHelpOptions = true)
final class SessionEndCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OneSession session;

    @Override
    public Integer call() throws InterruptedException {
        session.print(spec.commandLine().getOut(), SessionEndCommand::lines);
        return 0;
    }

    private static List<String> lines(SessionId session, SessionStore store) {
        boolean open = store.require(session).isOpen();
        store.end(session, EndReason.STOPPED, "by marotte session end");
        return List.of(
                "session " + session + (open ? " is ended; its outputs are being finished" : " has ended before"));
    }
}
