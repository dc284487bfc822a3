package dev.marotte.standalone.bench;

import dev.marotte.schemas.Profile;
import java.util.Locale;

/**
 * One run of the bench.
 *
 * @param sessions at a time, each with the clip that comes with Marotte, 512 × 512
 */
public record BenchPlan(int sessions, Profile profile, Layout layout) {
    /** Where the stages run. */
    public enum Layout {
        /** All stages and the broker in one process. */
        TOGETHER,
        /** A process for each stage, and one for the broker. */
        APART
    }

    /** The plan's name in the table. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%d %s, %s",
                sessions,
                profile.name().toLowerCase(Locale.ROOT),
                layout == Layout.TOGETHER ? "one process" : "a process a stage");
    }
}
