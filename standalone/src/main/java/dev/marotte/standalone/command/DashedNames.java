package dev.marotte.standalone.command;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files whose names begin with a dash, given as in {@code --portrait=-hat.jpg}. The parser would take them for options, so they are
 * spelled {@code ./-hat.jpg}, which is the same file.
 */
public final class DashedNames {
    private static final Pattern OF_A_FILE = Pattern.compile("(--(?:portrait|driving|out|data|generator)=)(-.+)");

    private DashedNames() {}

    public static String[] spelledOut(String[] arguments) {
        return Stream.of(arguments)
                .map(argument -> OF_A_FILE.matcher(argument).replaceFirst("$1./$2"))
                .toArray(String[]::new);
    }
}
