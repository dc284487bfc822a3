package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of a clip's driving frames. Immutable.
 *
 * @param followed frames whose picture follows the driver's face
 * @param atRest frames before the first face, which show the portrait as it is
 * @param held frames without a face to follow, for which the last picture stayed
 * @param dropped frames that were given up, by reason; without those that do not occur
 * @param holes frames that never came
 * @param repeated messages that came again and were left out
 */
public record FrameOutcomes(
        long followed, long atRest, long held, Map<DropReason, Long> dropped, long holes, long repeated) {
    public FrameOutcomes {
        dropped = Map.copyOf(dropped);
    }

    /** All driving frames of the clip. */
    public long frames() {
        return followed + atRest + held + lost();
    }

    private long lost() {
        return holes + dropped.values().stream().mapToLong(count -> count).sum();
    }

    /**
     * Refuses a clip of which nothing could be followed: its result would be a still.
     *
     * @throws BadInputException saying why
     */
    void requireFollowed() {
        if (followed == 0 && lost() == 0 && frames() > 0) {
            throw new BadInputException("the face to follow is in no frame of the clip; choose another clip, or"
                    + " another of its faces with --face");
        }
        if (followed == 0) {
            throw nothingRendered();
        }
    }

    /** The sentence for a clip without any picture. */
    BadInputException nothingRendered() {
        return new BadInputException("nothing was rendered: not one frame of the clip gave a picture"
                + (frames() == 0 ? "" : "; " + exceptions()));
    }

    /** A sentence on what did not go as it should, empty where every frame followed the face. */
    public String exceptions() {
        List<String> parts = new ArrayList<>();
        add(parts, atRest, "before the first face (shown at rest)");
        add(parts, held, "without a face to follow (held)");
        for (DropReason reason : DropReason.values()) {
            add(parts, dropped.getOrDefault(reason, 0L), "dropped as " + words(reason));
        }
        add(parts, holes, "never came");
        add(parts, repeated, "came twice");
        return parts.isEmpty() ? "" : "of " + frames() + " frames of the clip: " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String words(DropReason reason) {
        return switch (reason) {
            case LATE -> "too late";
            case NO_IDENTITY -> "of nobody who is enrolled";
            case UNREADABLE -> "unreadable";
        };
    }
}
