package dev.marotte.standalone.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte session}: manages sessions of a cluster whose stages run somewhere. */
@Command(
        name = "session",
        description =
                "Opens, shows, controls, ends and deletes sessions of a running cluster: marotte serve, or stages that run elsewhere.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            SessionOpenCommand.class,
            SessionListCommand.class,
            SessionShowCommand.class,
            SessionSetCommand.class,
            SessionEndCommand.class,
            SessionDeleteCommand.class
        })
public final class SessionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Without a command: prints the usage. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
