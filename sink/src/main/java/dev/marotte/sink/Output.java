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
 * Where a clip goes and in which form, by its name: {@code .mp4}, {@code .mov}, {@code .mkv}, {@code .webm}, a pattern such as
 * {@code f-%06d.png}, or a folder (a name that ends with a slash) for pictures with alpha.
 */
public record Output(Path path, Form form, boolean overwrite) {
    /** The file name of pictures in a folder. */
    static final String PICTURE_NAME = "%06d.png";

    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]+://.*");
    /** As many pictures as no clip has. */
    private static final long MANY = 999_999_999;

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
        Output output = read(name, overwrite);
        output.requirePlace("there is no folder ");
        output.requireFree();
        return output;
    }

    /**
     * The file or the pictures that a session wants; looks at the name only.
     *
     * @throws BadInputException if the name says no form, or it is no file that is wanted
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
     * Looks whether something could stand under the name.
     *
     * @param noFolder begins the sentence where its folder is missing
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

    /** The folder in which something is made: where a link leads, and the one around a folder of pictures that is not there yet. */
    private Path folderThatTakesIt() {
        if (form == Form.PICTURES) {
            return madeByUs(folder()) ? OutputClaim.parentOf(folder()) : folder();
        }
        return OutputClaim.parentOf(SymbolicLinks.target(path));
    }

    /** Refuses to replace what stands under the name, unless that is allowed. */
    void requireFree() {
        if (!overwrite && exists()) {
            throw refused("it exists already; --overwrite replaces it");
        }
    }

    /** Asks the system for what is there: how long a name may be differs from disk to disk. */
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

    /** The folder of pictures is made on completion where it does not exist. */
    private boolean madeByUs(Path folder) {
        return form == Form.PICTURES && path.endsWith(PICTURE_NAME) && !Files.exists(folder);
    }

    /** Whether the result stands already, or pictures that would be part of it. */
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

    /** The name of a picture. */
    public String pictureName(long number) {
        return pattern().nameOf(number);
    }

    /** Whether a file has a name that this output could give. */
    public boolean isPictureOfThis(Path file) {
        return pattern().matches(file);
    }

    private PicturePattern pattern() {
        return new PicturePattern(path.getFileName().toString());
    }

    /** Where the result goes with every link followed, so that two names for one place are one. */
    Path place() throws IOException {
        return form == Form.PICTURES
                ? SymbolicLinks.realPath(folder()).resolve(path.getFileName())
                : SymbolicLinks.realPath(path);
    }

    /** In one sentence, why the system would not write it. */
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
