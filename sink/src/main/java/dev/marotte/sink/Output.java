package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionOutput;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The destination and form of a clip, by its name: {@code .mp4}, {@code .mov}, {@code .mkv}, {@code .webm}, a pattern such as
 * {@code f-%06d.png}, or a folder (a name that ends with a slash) for pictures with alpha.
 */
public record Output(Path path, Form form, boolean overwrite) {
    /** The file name of pictures in a folder. */
    static final String PICTURE_NAME = "%06d.png";

    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]+://.*");
    /** More pictures than any clip has. */
    private static final long MANY = 999_999_999;

    /** A form that a name can ask for. */
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

        /** Whether the form can carry the person's coverage, as alpha. */
        public boolean alpha() {
            return this == WEBM || this == PICTURES;
        }
    }

    /**
     * Parses the user's name for the output and checks that it can be written, so that a long job does not fail at its end.
     *
     * @throws BadInputException saying what is wrong with it
     */
    public static Output named(String name, boolean overwrite) {
        Output output = read(name, overwrite);
        output.requirePlace("there is no folder ");
        output.requireFree();
        return output;
    }

    /**
     * The file or the pictures that a session wants; checks only the name.
     *
     * @throws BadInputException if the name implies no form, or if the output is not a file
     */
    static Output of(SessionOutput wanted) {
        return switch (wanted) {
            case SessionOutput.FileOutput(String path, boolean overwrite) -> read(path, overwrite);
            case SessionOutput.PictureOutput(String pattern, boolean overwrite) -> pictures(pattern, overwrite);
            case SessionOutput.StreamOutput _ -> throw onlyLive("a network stream");
            case SessionOutput.SegmentOutput _ -> throw onlyLive("a playlist of segments");
            case SessionOutput.PageOutput _ -> throw onlyLive("a page");
        };
    }

    private static Output pictures(String pattern, boolean overwrite) {
        Output output = read(pattern, overwrite);
        if (output.form() != Form.PICTURES) {
            throw output.refused("pictures have a name such as frame-%06d.png, or a folder's with a / at its end");
        }
        return output;
    }

    private static BadInputException onlyLive(String kind) {
        return new BadInputException(
                kind + " shows what happens now, which a lossless session does not: open it with --profile live");
    }

    private static Output read(String name, boolean overwrite) {
        if (ADDRESS.matcher(name).matches()) {
            throw new BadInputException(
                    "cannot write " + name + ": results are not sent to addresses; name a file and upload it");
        }
        return name.endsWith("/")
                ? new Output(Path.of(name, PICTURE_NAME), Form.PICTURES, overwrite)
                : file(name, overwrite);
    }

    /**
     * This output, if it does not replace the input it is made from: a file, a folder of pictures or a pattern of
     * names.
     *
     * @throws BadInputException if it would replace the input, even where {@link #overwrite} is allowed
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
        return isSame(folder(), input)
                || (isSame(folder(), OutputClaim.parentOf(input)) && isPictureOfThis(PicturePattern.exampleOf(input)));
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
                .orElseThrow(() -> new BadInputException("cannot write " + name
                        + ": its name should end with .mp4, .mov, .mkv, .webm, %06d.png or, for a"
                        + " folder of pictures, /"));
        if (form == Form.PICTURES && !name.matches(".*%0?\\d*d[^/]*")) {
            throw new BadInputException(
                    "cannot write " + name + ": pictures need a number in their name, as in frame-%06d.png");
        }
        return new Output(Path.of(name), form, overwrite);
    }

    /**
     * Checks that something can be created under the name.
     *
     * @param noFolder start of the error message if the folder is missing
     */
    void requirePlace(String noFolder) {
        requireNameThatFits();
        Path folder = folderThatTakesIt();
        if (!Files.isDirectory(folder)) {
            throw refused(noFolder + folder);
        }
        if (!Files.isWritable(folder)) {
            throw refused("the folder " + folder + " may not be written to");
        }
        if (Files.isDirectory(path)) {
            throw refused("it is a folder; for pictures in it, end the name with /");
        }
    }

    /** The folder in which the output is created: for a link, that of its target; for a new folder of pictures, its parent. */
    private Path folderThatTakesIt() {
        if (form == Form.PICTURES) {
            return madeByUs(folder()) ? OutputClaim.parentOf(folder()) : folder();
        }
        return OutputClaim.parentOf(SymbolicLinks.target(path));
    }

    /** Refuses to replace what exists under the name, unless that is allowed. */
    void requireFree() {
        if (!overwrite && exists()) {
            throw refused("it exists already; --overwrite replaces it");
        }
    }

    /** Asks the file system: the longest possible name differs from disk to disk. */
    private void requireNameThatFits() {
        if (isTooLong(folder()) || isTooLong(form == Form.PICTURES ? folder().resolve(pictureName(MANY)) : path)) {
            throw refused("its name is too long for this disk; choose a shorter one");
        }
    }

    private static boolean isTooLong(Path path) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (FileSystemException e) {
            return String.valueOf(e.getReason()).contains("too long");
        } catch (IOException other) {
            return false;
        }
    }

    /** A folder of pictures that does not exist is created on completion. */
    private boolean madeByUs(Path folder) {
        return form == Form.PICTURES && path.endsWith(PICTURE_NAME) && !Files.exists(folder);
    }

    /** Whether the result exists already, or pictures that would be part of it. */
    public boolean exists() {
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

    /** The file name of a picture. */
    public String pictureName(long number) {
        return pattern().nameOf(number);
    }

    /** Whether a file's name is one that this output could produce. */
    public boolean isPictureOfThis(Path file) {
        return pattern().matches(file);
    }

    private PicturePattern pattern() {
        return new PicturePattern(path.getFileName().toString());
    }

    /** The path of the result with every link followed, so that two names for one place are equal. */
    Path place() throws IOException {
        return form == Form.PICTURES
                ? SymbolicLinks.realPath(folder()).resolve(path.getFileName())
                : SymbolicLinks.realPath(path);
    }

    /** Explains in one sentence why the system refused to write it. */
    BadInputException refused(IOException cause) {
        Optional<String> reason = cause instanceof FileSystemException refusal
                ? Optional.ofNullable(refusal.getReason())
                : Optional.empty();
        return refused(reason.orElseGet(() -> String.valueOf(cause.getMessage())));
    }

    BadInputException refused(String why) {
        return new BadInputException("cannot write " + path + ": " + why);
    }

    /** The folder that holds the file or the pictures. */
    public Path folder() {
        return OutputClaim.parentOf(path);
    }
}
