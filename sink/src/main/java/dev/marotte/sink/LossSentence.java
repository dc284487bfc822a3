package dev.marotte.sink;

import dev.marotte.schemas.OutcomeCounts;
import java.util.ArrayList;
import java.util.List;

/** Plain words on what did not go as it should with a session's frames. */
final class LossSentence {
    private LossSentence() {}

    /** Empty where every frame came with a picture of its own. */
    static String of(OutcomeCounts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.held(), "without a face to follow (held)");
        add(parts, counts.droppedLate(), "dropped as too late");
        add(parts, counts.droppedNoIdentity(), "dropped as of nobody who is enrolled");
        add(parts, counts.droppedUnreadable(), "dropped as unreadable");
        add(parts, counts.holes(), "never came");
        if (parts.isEmpty()) {
            return "";
        }
        return "of " + all(counts) + " frames: " + String.join(", ", parts) + shownAgain(counts.repeated());
    }

    /** Frames that came, with an outcome each. */
    static long arrived(OutcomeCounts counts) {
        return counts.rendered() + counts.held() + counts.dropped();
    }

    private static long all(OutcomeCounts counts) {
        return arrived(counts) + counts.holes();
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
