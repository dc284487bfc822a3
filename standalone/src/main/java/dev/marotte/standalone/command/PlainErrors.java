package dev.marotte.standalone.command;

import dev.marotte.schemas.BadInputException;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.LogFile;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into one line for the user and an exit code; the stack trace goes into the log file, if there is one. */
public final class PlainErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int BROKEN = 1;
    static final int BAD_INPUT = 2;

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        say(command, UsageErrors.sentence(exception) + " (see " + help + ")");
        return BAD_INPUT;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        if (exception instanceof BadInputException) {
            say(command, firstLine(exception));
            return BAD_INPUT;
        }
        if (exception instanceof InterruptedException || exception instanceof InterruptException) {
            say(command, "stopped");
            return BROKEN;
        }
        LoggerFactory.getLogger(PlainErrors.class).error("Stopped by a failure", exception);
        // A full disk shows in many different errors; the remedy is the same.
        Optional<DataFolder> full = dataOf(command).filter(DataFolder::isFull);
        if (full.isPresent()) {
            say(command, "the disk of the data folder " + full.get().path() + " is full");
            return BAD_INPUT;
        }
        say(command, firstLine(exception) + LogFile.whereToLook());
        return BROKEN;
    }

    /** The exit code of {@code work}; errors that the parser lets through, such as a native library that does not load, become one line too. */
    public static int orSay(CommandLine command, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (LinkageError | OutOfMemoryError e) {
            LoggerFactory.getLogger(PlainErrors.class).error("Stopped by a failure", e);
            say(command, firstLine(root(e)) + LogFile.whereToLook());
            return BROKEN;
        }
    }

    /** The exit code if output may be missing, so that nobody takes a part of a list for the whole. */
    public static int orUnwritten(CommandLine command, StandardOutput output, int otherwise) {
        if (output.failure().isEmpty()) {
            return otherwise;
        }
        say(command, "standard output cannot be written: " + output.failure().get());
        return otherwise == 0 ? BROKEN : otherwise;
    }

    private static Throwable root(Throwable problem) {
        Throwable cause = problem.getCause();
        return cause == null ? problem : root(cause);
    }

    private static Optional<DataFolder> dataOf(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(DataOption.class::isInstance)
                .map(DataOption.class::cast)
                .findFirst()
                .flatMap(DataOption::opened);
    }

    private static void say(CommandLine command, String line) {
        command.getErr().println("marotte: " + line);
        command.getErr().flush();
    }

    static String firstLine(Throwable exception) {
        String message = exception.getMessage();
        return message == null || message.isBlank()
                ? exception.getClass().getSimpleName()
                : message.lines().findFirst().orElseThrow();
    }
}
