package dev.marotte.standalone;

import java.nio.file.Path;
import java.util.List;

/** Whose face moves. */
sealed interface Look {
    /** Pictures of one person, for this session; the first is the one that is shown. */
    record Pictures(List<Path> files) implements Look {}

    /** Somebody who was enrolled. */
    record Enrolled(String name) implements Look {}
}
