package dev.marotte.standalone.command;

import dev.marotte.runtime.sessions.SessionDeletion;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.runtime.settings.Durations;
import dev.marotte.schemas.Retention;
import dev.marotte.schemas.SessionId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte session delete}. */
@Command(
        name = "delete",
        description = "Deletes a session that has ended: its motion, its sound and its pictures.",
        mixinStandardHelpOptions = true)
final class SessionDeleteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OneSession session;

    @Override
    public Integer call() throws InterruptedException {
        session.print(spec.commandLine().getOut(), SessionDeleteCommand::lines);
        return 0;
    }

    private static List<String> lines(SessionId session, SessionStore store) {
        SessionDeletion.Deleted deleted = store.delete(session);
        return List.of(
                "session " + session + " is deleted: " + deleted.motionAndSound()
                        + " records of motion and sound are gone from every reader now",
                "brokers take their bytes from disk within " + Durations.written(Retention.ERASED_WITHIN)
                        + ", and the last pictures within a day; the outputs' files stay");
    }
}
