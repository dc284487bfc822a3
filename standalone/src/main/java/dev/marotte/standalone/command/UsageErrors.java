package dev.marotte.standalone.command;

import dev.marotte.face.onnx.DeviceChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes errors in a command line in the words of this command instead of the parser's. */
final class UsageErrors {
    private UsageErrors() {}

    static String sentence(ParameterException exception) {
        return switch (exception) {
            case UnmatchedArgumentException unknown -> unknown(unknown);
            case MissingParameterException incomplete -> missing(incomplete).orElseGet(() -> parsers(incomplete));
            default -> unfit(exception).orElseGet(() -> parsers(exception));
        };
    }

    private static String unknown(UnmatchedArgumentException exception) {
        String kind = exception.isUnknownOption() ? "option" : "command or argument";
        return "there is no " + kind + " '" + exception.getUnmatched().getFirst() + "'"
                + exception.getSuggestions().stream()
                        .findFirst()
                        .map(suggestion -> "; did you mean " + suggestion + "?")
                        .orElse("");
    }

    private static Optional<String> missing(MissingParameterException exception) {
        List<String> names =
                exception.getMissing().stream().map(UsageErrors::withLabel).toList();
        return switch (names.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(names.getFirst() + " is missing");
            default -> Optional.of(listed(names) + " are missing");
        };
    }

    private static String listed(List<String> names) {
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /** Names the expected value too, because the option itself may be there. */
    private static String withLabel(ArgSpec argument) {
        return argument instanceof OptionSpec option ? name(option) + " " + option.paramLabel() : name(argument);
    }

    /** The argument's name as users know it. */
    static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Optional<String> unfit(ParameterException exception) {
        return Optional.ofNullable(exception.getValue())
                .flatMap(value -> Optional.ofNullable(exception.getArgSpec())
                        .map(argument -> name(argument) + " is " + expected(argument) + ", not '" + value + "'"
                                + advice(argument, value)));
    }

    private static String advice(ArgSpec argument, String value) {
        return expected(argument).equals("a number") ? DecimalComma.advice(value) : "";
    }

    private static String expected(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type == DeviceChoice.class) {
            return DeviceChoice.WORDS;
        }
        return List.of(int.class, Integer.class).contains(type) ? "a whole number" : "a number";
    }

    private static String parsers(ParameterException exception) {
        return PlainErrors.firstLine(exception).replaceFirst("^Error: ", "");
    }
}
