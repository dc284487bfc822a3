package dev.marotte.standalone.command;

import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refusal of options whose value is empty. It is most often a variable of a script that nobody set, and to take the default for it could
 * write to the wrong folder.
 */
public final class EmptyValues {
    private EmptyValues() {}

    /** Looks at the command line before {@code strategy} acts on it. */
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
