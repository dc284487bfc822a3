package dev.marotte.render;

import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Position of a loop among those of its process. Each loop is its own member of its profile's consumer group: partitions are distributed between loops as
 * they are between processes, so the order within a session, transactions and fencing need nothing more.
 *
 * @param number within its profile, starting at 1
 */
record LoopSeat(Profile profile, int number) {
    /** Returns the seats for this number of loops in each profile. */
    static List<LoopSeat> all(Set<Profile> profiles, int loops) {
        return profiles.stream()
                .sorted()
                .flatMap(profile -> IntStream.rangeClosed(1, loops).mapToObj(number -> new LoopSeat(profile, number)))
                .toList();
    }

    /**
     * The first loop takes the process's own name, as it does where there is no other loop. The others append {@code .loop} and their number; pods are not
     * given names with a dot.
     */
    GroupMembership membership(GroupMembership process) {
        return number == 1
                ? process
                : new GroupMembership(process.instance() + ".loop" + number, process.sessionTimeout());
    }

    /** Name of its thread. */
    String thread() {
        String name = RenderStage.NAME + "-" + profile.name().toLowerCase(Locale.ROOT);
        return number == 1 ? name : name + "-" + number;
    }
}
