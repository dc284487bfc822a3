package dev.marotte.standalone.session;

import dev.marotte.schemas.BadInputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name by which a user gives the driving clip. */
sealed interface ClipName {
    /** A clip that is piped in. */
    record StandardInput() implements ClipName {}

    /** A file, a folder, a pattern of names or a named pipe; whether it exists is not known yet. */
    record OfPath(Path path) implements ClipName {}

    /** Standard input as shells and FFmpeg write it. Such a path is not opened like others, because that fails if it is a socket. */
    Set<String> STANDARD_INPUT = Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "pipe:", "pipe:0");

    /** The schemes without slashes are those with which no file's name begins; a single letter is a drive. */
    Pattern ADDRESS = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]+://|(?:https?|data|magnet|blob):).*", Pattern.DOTALL);

    Pattern FILE_ADDRESS = Pattern.compile("(?i)file:(?://(?<host>[^/]*)(?=/))?(?<path>.*)", Pattern.DOTALL);
    Pattern ESCAPED = Pattern.compile("(?:%[0-9a-fA-F]{2})+");

    /**
     * Parses the user's argument; a file of exactly this name takes precedence.
     *
     * @throws BadInputException if it is an address, or cannot be the name of anything
     */
    static ClipName parse(String word) {
        if (STANDARD_INPUT.contains(word)) {
            return new StandardInput();
        }
        Path path = pathOf(word, word);
        Matcher file = FILE_ADDRESS.matcher(word);
        if (Files.exists(path)) {
            return new OfPath(path);
        }
        if (file.matches()) {
            return new OfPath(onThisMachine(file, word));
        }
        if (ADDRESS.matcher(word).matches()) {
            throw refused(word, "addresses are not read; download or record it into a file first");
        }
        return new OfPath(path);
    }

    private static Path onThisMachine(Matcher file, String word) {
        String host = Objects.requireNonNullElse(file.group("host"), "");
        if (!Set.of("", "localhost").contains(host.toLowerCase(Locale.ROOT))) {
            throw refused(word, "it is on another machine, " + host + "; copy it here first");
        }
        String path = Objects.requireNonNullElse(file.group("path"), "");
        Path literal = pathOf(path, word);
        return Files.exists(literal) ? literal : pathOf(unescaped(path), word);
    }

    private static String unescaped(String path) {
        return ESCAPED.matcher(path).replaceAll(run -> Matcher.quoteReplacement(unescapedRun(run.group())));
    }

    private static String unescapedRun(String run) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 1; at < run.length(); at += 3) {
            bytes.write(Integer.parseInt(run, at, at + 2, 16));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Path pathOf(String path, String word) {
        try {
            return Path.of(path);
        } catch (InvalidPathException impossible) {
            throw refused(word, "no file can have this name here");
        }
    }

    static BadInputException refused(String word, String why) {
        return new BadInputException("cannot use " + word + " as the driving clip: " + why);
    }
}
