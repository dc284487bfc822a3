package dev.marotte.render;

import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Place of a loop among those of its process. Each is a member of its profile's group by itself: partitions are shared between loops as they are between
 * processes, so the order within a session, transactions and fencing need nothing more.
 *
 * @param number from 1 on, in its profile
 */
record LoopSeat(Profile profile, int number) {
    /** So many for each profile. */
    static List<LoopSeat> all(Set<Profile> profiles, int loops) {
        return profiles.stream()
                .sorted()
                .flatMap(profile -> IntStream.rangeClosed(1, loops).mapToObj(number -> new LoopSeat(profile, number)))
                .toList();
    }

    /** What the first loop is known by is the process's own name, as where there is no other loop; a dot begins none of the names that pods are given. */
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
