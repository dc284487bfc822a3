package dev.marotte.ingest.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pictures that a folder or a pattern such as {@code shot-%04d.png} or {@code shot-*.png} names, in the order of the numbers in
 * their names ({@code f2} before {@code f10}); numbers that are missing are skipped.
 */
final class PictureSequence {
    private static final Pattern NUMBER_FIELD = Pattern.compile("%0?\\d*d|\\*");
    private static final Pattern PICTURE =
            Pattern.compile("(?i).*\\.(jpe?g|png|bmp|tiff?|webp|tga|ppm|pgm|jp2|dpx|exr)");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private PictureSequence() {}

    static boolean isNamedBy(Path driving) {
        return Files.isDirectory(driving) || (isPattern(driving) && !Files.exists(driving));
    }

    private static boolean isPattern(Path driving) {
        return driving.getFileName() != null
                && NUMBER_FIELD.matcher(driving.getFileName().toString()).find();
    }

    /** Lists the pictures; never empty. */
    static List<Path> list(Path driving) throws IOException {
        boolean folder = Files.isDirectory(driving);
        Pattern names = folder ? PICTURE : matcherOf(driving.getFileName().toString());
        try (Stream<Path> files = Files.list(folder ? driving : folderOf(driving))) {
            List<Path> pictures = files.filter(
                            file -> names.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(PictureSequence::sortKey))
                    .toList();
            if (pictures.isEmpty()) {
                throw new IOException(folder ? "the folder holds no pictures" : "no file matches the pattern");
            }
            return pictures;
        }
    }

    private static Path folderOf(Path pattern) {
        Path parent = pattern.toAbsolutePath().getParent();
        return parent == null ? pattern.toAbsolutePath() : parent;
    }

    private static Pattern matcherOf(String pattern) {
        StringBuilder expression = new StringBuilder();
        Matcher field = NUMBER_FIELD.matcher(pattern);
        int from = 0;
        while (field.find()) {
            expression.append(Pattern.quote(pattern.substring(from, field.start())));
            expression.append(field.group().equals("*") ? ".*" : "\\d+");
            from = field.end();
        }
        return Pattern.compile(expression + Pattern.quote(pattern.substring(from)));
    }

    /** The name with every number padded to twenty digits. */
    private static String sortKey(Path file) {
        return DIGITS.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                .replaceAll(number -> "0".repeat(Math.max(0, 20 - number.group().length())) + number.group());
    }
}
