package dev.marotte.standalone.run;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files a process may have open at a time. With too few the broker or a client of it fails somewhere, after a minute. */
public record OpenFiles(OptionalInt limit) {
    /** A run has some 225 open, of which each jar and each end of a connection is one. */
    public static final int NEEDED = 256;

    private static final Pattern LIMIT = Pattern.compile("^Max open files +(\\d{1,9}) ", Pattern.MULTILINE);

    /** Those of this process. Unknown, and so taken for enough, where the system is not Linux. */
    static OpenFiles here() {
        try {
            return in(Files.readString(Path.of("/proc/self/limits")));
        } catch (IOException e) {
            return new OpenFiles(OptionalInt.empty());
        }
    }

    /** @param limits as {@code /proc/self/limits} says them */
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
