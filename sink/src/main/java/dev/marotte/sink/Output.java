package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a clip goes and in which form, by its name: {@code .mp4}, {@code .mov}, {@code .mkv}, {@code .webm}, a pattern such as
 * {@code f-%06d.png}, or a folder (a name that ends with a slash) for pictures with alpha.
 */
public record Output(Path path, Form form, boolean overwrite) {
    /** The file name of pictures in a folder. */
    static final String PICTURE_NAME = "%06d.png";

    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]+://.*");

    /** What a name can ask for. */
    public enum Form {
        MP4(".mp4"),
        MOV(".mov"),
        MATROSKA(".mkv"),
        WEBM(".webm"),
        PICTURES(".png");

        private final String suffix;

        Form(String suffix) {
            this.suffix = suffix;
        }

        /** Whether the form can carry the person's coverage. */
        public boolean alpha() {
            return this == WEBM || this == PICTURES;
        }
    }

    /**
     * Reads the user's name for the output and looks whether it can be written, so that a long job does not fail at its end.
     *
     * @throws BadInputException saying what is wrong with it
     */
    public static Output named(String name, boolean overwrite) {
        if (ADDRESS.matcher(name).matches()) {
            throw new BadInputException(
                    "cannot write " + name + ": results are not sent to addresses; name a file and upload it");
        }
        Output output = name.endsWith("/")
                ? new Output(Path.of(name, PICTURE_NAME), Form.PICTURES, overwrite)
                : file(name, overwrite);
        output.check();
        return output;
    }

    /**
     * This, if it leaves a file, a folder of pictures or a pattern of names alone that is read to make it.
     *
     * @throws BadInputException if it would replace that, also where {@link #overwrite} is allowed
     */
    public Output sparing(Path input) {
        if (replaces(input)) {
            throw refused("it would replace " + input + ", which it is made from; choose another name");
        }
        return this;
    }

    private boolean replaces(Path input) {
        if (form != Form.PICTURES) {
            return isSame(path, input);
        }
        return isSame(folder(), input) || (isSame(folder(), parentOf(input)) && isPictureOfThis(numbered(input)));
    }

    /** A file that a pattern of names stands for; the root of a file system has no name. */
    private static Path numbered(Path input) {
        return Optional.ofNullable(input.getFileName())
                .map(name -> name.toString().replaceAll("%0?\\d*d|\\*", "1"))
                .map(input::resolveSibling)
                .orElse(input);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException unreadable) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }

    private static Output file(String name, boolean overwrite) {
        String lower = name.toLowerCase(Locale.ROOT);
        Form form = Arrays.stream(Form.values())
                .filter(candidate -> lower.endsWith(candidate.suffix))
                .findFirst()
                .orElseThrow(
                        () -> new BadInputException(
                                "cannot write " + name
                                        + ": its name should end with .mp4, .mov, .mkv, .webm, %06d.png or, for a folder of pictures, /"));
        if (form == Form.PICTURES && !name.matches(".*%0?\\d*d[^/]*")) {
            throw new BadInputException(
                    "cannot write " + name + ": pictures need a number in their name, as in frame-%06d.png");
        }
        return new Output(Path.of(name), form, overwrite);
    }

    private void check() {
        Path folder = folder();
        if (madeByUs(folder)) {
            folder = parentOf(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw refused("there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw refused("the folder " + folder + " may not be written to");
        }
        if (Files.isDirectory(path)) {
            throw refused("it is a folder; for pictures in it, end the name with /");
        }
        if (!overwrite && exists()) {
            throw refused("it exists already; --overwrite replaces it");
        }
    }

    /** The folder of pictures is made on completion where it does not exist. */
    private boolean madeByUs(Path folder) {
        return form == Form.PICTURES && path.endsWith(PICTURE_NAME) && !Files.exists(folder);
    }

    private boolean exists() {
        return form == Form.PICTURES ? existsAnyPicture() : Files.exists(path);
    }

    private boolean existsAnyPicture() {
        if (!Files.isDirectory(folder())) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.anyMatch(this::isPictureOfThis);
        } catch (IOException unreadable) {
            throw refused("its folder cannot be read");
        }
    }

    /** Whether a file has a name that this output could give. */
    public boolean isPictureOfThis(Path file) {
        String[] around = path.getFileName().toString().split("%0?\\d*d", 2);
        String name = file.getFileName().toString();
        return name.length() > around[0].length() + around[1].length()
                && name.startsWith(around[0])
                && name.endsWith(around[1])
                && name.substring(around[0].length(), name.length() - around[1].length())
                        .chars()
                        .allMatch(Character::isDigit);
    }

    BadInputException refused(String why) {
        return new BadInputException("cannot write " + path + ": " + why);
    }

    /** The folder that holds the file or the pictures. */
    public Path folder() {
        return parentOf(path);
    }

    private static Path parentOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
