package dev.marotte.sink;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file name pattern for numbered pictures, such as {@code f-%06d.png}: the first number field counts, anything else is literal. */
record PicturePattern(String name) {
    private static final Pattern NUMBER = Pattern.compile("%0?\\d*d");

    /** The name of one picture. */
    String nameOf(long number) {
        Matcher pattern = NUMBER.matcher(name);
        return pattern.replaceFirst(found -> String.format(Locale.ROOT, found.group(), number));
    }

    /** Whether a file's name is one that this pattern could produce. */
    boolean matches(Path file) {
        String[] around = NUMBER.split(name, 2);
        String found = file.getFileName().toString();
        return found.length() > around[0].length() + around[1].length()
                && found.startsWith(around[0])
                && found.endsWith(around[1])
                && found.substring(around[0].length(), found.length() - around[1].length())
                        .chars()
                        .allMatch(Character::isDigit);
    }

    /**
     * An example of the files that a pattern of names, for instance of an input, stands for. Any other path is returned as it is, including the root
     * of a file system, which has no name.
     */
    static Path exampleOf(Path path) {
        return Optional.ofNullable(path.getFileName())
                .map(name -> name.toString().replaceAll("%0?\\d*d|\\*", "1"))
                .map(path::resolveSibling)
                .orElse(path);
    }
}
