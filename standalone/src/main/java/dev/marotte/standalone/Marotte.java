package dev.marotte.standalone;

import dev.marotte.schemas.BadInputException;
import dev.marotte.standalone.command.AnimateCommand;
import dev.marotte.standalone.command.BenchCommand;
import dev.marotte.standalone.command.CleanupCommand;
import dev.marotte.standalone.command.ConfigCommand;
import dev.marotte.standalone.command.DashedNames;
import dev.marotte.standalone.command.DemoCommand;
import dev.marotte.standalone.command.DoctorCommand;
import dev.marotte.standalone.command.EmptyValues;
import dev.marotte.standalone.command.EnrolCommand;
import dev.marotte.standalone.command.IdentitiesCommand;
import dev.marotte.standalone.command.PlainErrors;
import dev.marotte.standalone.command.ReplayCommand;
import dev.marotte.standalone.command.RevokeCommand;
import dev.marotte.standalone.command.ServeCommand;
import dev.marotte.standalone.command.SessionCommand;
import dev.marotte.standalone.command.SignalInterrupt;
import dev.marotte.standalone.command.StandardOutput;
import dev.marotte.standalone.command.StudioCommand;
import dev.marotte.standalone.command.TopicsCommand;
import dev.marotte.standalone.run.UnpackFolder;
import dev.marotte.standalone.run.UserFolders;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command {@code marotte}. Exit codes: 0 done, 1 something of the machine or of Marotte is broken, 2 the input cannot be used, 129, 130 and 143 stopped by
 * SIGHUP, Ctrl-C and SIGTERM.
 */
@Command(
        name = "marotte",
        description = "Makes a picture of a face talk: a portrait and a driving clip become a talking video.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "marotte 0.1.0",
        subcommands = {
            DemoCommand.class,
            AnimateCommand.class,
            ReplayCommand.class,
            ServeCommand.class,
            StudioCommand.class,
            SessionCommand.class,
            EnrolCommand.class,
            RevokeCommand.class,
            IdentitiesCommand.class,
            CleanupCommand.class,
            TopicsCommand.class,
            BenchCommand.class,
            ConfigCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Try:  marotte demo",
            "      marotte studio",
            "      marotte animate --portrait face.jpg --driving clip.mp4 --out talking.mp4"
        })
final class Marotte implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private Marotte() {}

    public static void main(String[] arguments) {
        // Kafka formats the digits of file names and the letters of types by the default locale, which must be the
        // same for everybody.
        Locale.setDefault(Locale.ROOT);
        var interruption = SignalInterrupt.of(Thread.currentThread());
        var output = StandardOutput.ofProcess();
        CommandLine command = commandLine(Marotte::unpackAndRun).setOut(output.writer());
        int code = PlainErrors.orSay(command, () -> command.execute(DashedNames.spelledOut(arguments)));
        command.getOut().flush();
        System.exit(interruption.exitCode(PlainErrors.orUnwritten(command, output, code)));
    }

    /** Chooses a folder for native libraries before the command needs it. */
    private static int unpackAndRun(ParseResult parsed) {
        boolean works = parsed.hasSubcommand() && !innermost(parsed).isUsageHelpRequested();
        if (works) {
            unpack(
                    parsed.commandSpec().commandLine(),
                    Optional.ofNullable(innermost(parsed).matchedOptionValue("--data", null)));
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static ParseResult innermost(ParseResult parsed) {
        return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
    }

    private static void unpack(CommandLine command, Optional<Path> data) {
        try {
            UnpackFolder.firstOf(UserFolders.here().unpacking(data)).use();
        } catch (BadInputException e) {
            throw new ExecutionException(command, "no place for native libraries", e);
        }
    }

    /** Without a command: prints the usage. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    static CommandLine commandLine() {
        return commandLine(new CommandLine.RunLast());
    }

    private static CommandLine commandLine(IExecutionStrategy strategy) {
        var errors = new PlainErrors();
        return new CommandLine(new Marotte())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                // A value may look like an option or an options file: -hat.jpg, @home.jpg.
                .setPosixClusteredShortOptionsAllowed(false)
                .setExpandAtFiles(false)
                .setExecutionStrategy(EmptyValues.refusedBefore(strategy))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
