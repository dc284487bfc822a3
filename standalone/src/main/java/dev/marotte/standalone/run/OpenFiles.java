package dev.marotte.standalone.run;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files a process may have open at the same time. With too few the broker or one of its clients fails somewhere, after a minute. */
public record OpenFiles(OptionalInt limit) {
    /** A run has some 225 files open; each jar and each end of a connection counts as one. */
    public static final int NEEDED = 256;

    private static final Pattern LIMIT = Pattern.compile("^Max open files +(\\d{1,9}) ", Pattern.MULTILINE);

    /** The limit of this process; unknown, and so assumed to be enough, if the system is not Linux. */
    static OpenFiles here() {
        try {
            return in(Files.readString(Path.of("/proc/self/limits")));
        } catch (IOException e) {
            return new OpenFiles(OptionalInt.empty());
        }
    }

    /** @param limits the text of {@code /proc/self/limits} */
    static OpenFiles in(String limits) {
        Matcher found = LIMIT.matcher(limits);
        return new OpenFiles(found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty());
    }

    /** @throws BadInputException if a broker and its clients would not have enough */
    void requireEnough() {
        limit.ifPresent(allowed -> {
            if (allowed < NEEDED) {
                throw new BadInputException("only " + allowed + " open files are allowed here and " + NEEDED
                        + " are needed; allow more with: ulimit -n 1024");
            }
        });
    }
}
