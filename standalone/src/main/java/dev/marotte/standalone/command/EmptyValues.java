package dev.marotte.standalone.command;

import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses options whose value is empty. This is most often an unset variable in a script, and using the default instead could write to the
 * wrong folder.
 */
public final class EmptyValues {
    private EmptyValues() {}

    /** Checks the command line before {@code strategy} executes it. */
    public static IExecutionStrategy refusedBefore(IExecutionStrategy strategy) {
        return parsed -> {
            refuse(parsed);
            return strategy.execute(parsed);
        };
    }

    private static void refuse(ParseResult parsed) {
        for (ArgSpec argument : parsed.matchedArgs()) {
            if (argument.originalStringValues().contains("")) {
                throw new ParameterException(
                        parsed.commandSpec().commandLine(), UsageErrors.name(argument) + " is given an empty value");
            }
        }
        if (parsed.hasSubcommand()) {
            refuse(parsed.subcommand());
        }
    }
}
