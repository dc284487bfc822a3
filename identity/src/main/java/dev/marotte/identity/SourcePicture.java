package dev.marotte.identity;

import dev.marotte.identity.picture.PictureFacts;
import dev.marotte.identity.picture.PictureFault;
import dev.marotte.identity.picture.PictureKind;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;

/**
 * A picture file that somebody is enrolled from. It is not decoded here, but faults that can be found without decoding are reported at once, and not only
 * after models and broker have started.
 */
public final class SourcePicture {
    /** A file is in memory twice while it is decoded, and the command's memory is bounded. */
    public static final long LARGEST_FILE = 128L << 20;

    private final String name;
    private final Bytes file;
    private final PictureKind kind;
    private final PictureFacts facts;

    /**
     * @param name the user's name for it, for messages
     * @throws BadInputException if it is of an unsupported kind, cut off, damaged or too large
     */
    public SourcePicture(String name, Bytes file) {
        this.name = name;
        this.file = file;
        if (file.size() == 0) {
            throw unreadable(name, "the file is empty");
        }
        checkSize(name, file.size());
        try {
            kind = PictureKind.of(file);
            facts = kind.facts(file);
        } catch (PictureFault fault) {
            throw unreadable(name, fault.reason());
        }
    }

    /**
     * Checks a file's size before it is read.
     *
     * @throws BadInputException if it is too large
     */
    public static void checkSize(String name, long size) {
        if (size > LARGEST_FILE) {
            throw unreadable(
                    name,
                    "the file has " + (size >> 20) + " MB, and at most " + (LARGEST_FILE >> 20)
                            + " MB are read; save it smaller, or as JPEG");
        }
    }

    private static BadInputException unreadable(String name, String why) {
        return new BadInputException(name + " cannot be read: " + why);
    }

    public String name() {
        return name;
    }

    public Bytes file() {
        return file;
    }

    public PictureKind kind() {
        return kind;
    }

    /** Returns what the file states about itself. */
    public PictureFacts facts() {
        return facts;
    }
}
