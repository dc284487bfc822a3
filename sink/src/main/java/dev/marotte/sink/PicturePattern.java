package dev.marotte.sink;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name of numbered pictures, such as {@code f-%06d.png}: the first number in it counts, anything else stays as it is. */
record PicturePattern(String name) {
    private static final Pattern NUMBER = Pattern.compile("%0?\\d*d");

    /** The name of one picture. */
    String nameOf(long number) {
        Matcher pattern = NUMBER.matcher(name);
        return pattern.replaceFirst(found -> String.format(Locale.ROOT, found.group(), number));
    }

    /** Whether a file has a name that this pattern could give. */
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

    /** A file that a pattern of names, as of an input, stands for; any other path is itself, also the root of a file system, which has no name. */
    static Path exampleOf(Path path) {
        return Optional.ofNullable(path.getFileName())
                .map(name -> name.toString().replaceAll("%0?\\d*d|\\*", "1"))
                .map(path::resolveSibling)
                .orElse(path);
    }
}
