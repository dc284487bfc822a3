package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.OutcomeCounts;
import java.util.ArrayList;
import java.util.List;

/** Describes in plain words what went wrong with a session's frames. */
final class LossSentence {
    private LossSentence() {}

    /** The sentence; empty if every frame came with a picture that follows the driver. */
    static String of(OutcomeCounts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.atRest(), "before the first face (shown at rest)");
        add(parts, counts.held(), "without a face to follow (held)");
        add(parts, counts.droppedLate(), "dropped as too late");
        add(parts, counts.droppedNoIdentity(), "dropped as of nobody who is enrolled");
        add(parts, counts.droppedUnreadable(), "dropped as unreadable");
        add(parts, counts.holes(), "never came");
        return parts.isEmpty()
                ? ""
                : "of " + all(counts) + " frames of the clip: " + String.join(", ", parts)
                        + shownAgain(counts.repeated());
    }

    /**
     * Refuses a clip in which no face could be followed: the result would be a still picture.
     *
     * @throws BadInputException with the reason
     */
    static void requireFollowed(OutcomeCounts counts) {
        if (counts.rendered() == 0 && counts.dropped() + counts.holes() == 0 && counts.arrived() > 0) {
            throw new BadInputException("the face to follow is in no frame of the clip; choose another clip, or"
                    + " another of its faces with --face");
        }
        if (counts.rendered() == 0) {
            throw nothingRendered(counts);
        }
    }

    /** The sentence for a clip without any picture. */
    static BadInputException nothingRendered(OutcomeCounts counts) {
        String why = of(counts);
        return new BadInputException(
                "nothing was rendered: not one frame of the clip gave a picture" + (why.isEmpty() ? "" : "; " + why));
    }

    private static long all(OutcomeCounts counts) {
        return counts.arrived() + counts.holes();
    }

    private static String shownAgain(long repeated) {
        return repeated == 0 ? "" : "; the output shows the last picture again " + repeated + " times";
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
