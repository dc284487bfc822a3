package dev.marotte.standalone.command;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Files whose names begin with a dash, given as in {@code --portrait=-hat.jpg} or as two arguments. The parser would take some of them for options, so
 * they are rewritten to {@code ./-hat.jpg}, which is the same file.
 */
public final class DashedNames {
    private static final String OF_A_FILE = "--(?:portrait|driving|out|data|generator|source|output|config|kafka)";
    private static final Pattern OPTION = Pattern.compile(OF_A_FILE);
    private static final Pattern WITH_NAME = Pattern.compile("(" + OF_A_FILE + "=)(-.+)");
    /** At least two letters: one alone is an option, none is standard input. */
    private static final Pattern NAME = Pattern.compile("-[^-].+");

    private DashedNames() {}

    public static String[] spelledOut(String[] arguments) {
        return IntStream.range(0, arguments.length)
                .mapToObj(place -> spelledOut(arguments, place))
                .toArray(String[]::new);
    }

    private static String spelledOut(String[] arguments, int place) {
        String argument = arguments[place];
        boolean afterOption = place > 0 && OPTION.matcher(arguments[place - 1]).matches();
        return afterOption && NAME.matcher(argument).matches()
                ? "./" + argument
                : WITH_NAME.matcher(argument).replaceFirst("$1./$2");
    }
}
