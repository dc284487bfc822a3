package dev.marotte.render;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Caches of identities that keep whatever comes. */
final class TestCache {
    private TestCache() {}

    /** All of them as a loop with these generators sees them. */
    static LoopIdentities seenBy(Identities identities, PasteBack pixels, Generator... generators) {
        Set<String> ids = Stream.of(generators).map(Generator::id).collect(Collectors.toSet());
        return new LoopIdentities(
                new IdentityCache(identities, pixels, new Drawers(ids, 1), 1L << 30, TestMeters.unread()),
                List.of(generators));
    }
}
