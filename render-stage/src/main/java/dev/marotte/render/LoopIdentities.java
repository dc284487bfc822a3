package dev.marotte.render;

import dev.marotte.identity.Embedding;
import dev.marotte.render.Identities.Standing;
import dev.marotte.render.IdentityCache.Found;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.IdentityRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The device's identities as one loop draws them: each with one of the loop's generators, onto the loop's own canvas. One thread. */
final class LoopIdentities {
    private final IdentityCache cache;
    private final List<Generator> generators;
    /** Kept for as long as the cache or a batch holds the identity. */
    private final Map<CachedIdentity, PortraitCanvas> canvases = new WeakHashMap<>();

    /** @param generators an identity is drawn by the first that can draw it; one that none can draw is gone for this loop */
    LoopIdentities(IdentityCache cache, List<Generator> generators) {
        this.cache = cache;
        this.generators = List.copyOf(generators);
    }

    /** Empty while nothing is known of the identity, which may change. */
    Optional<Presence> find(IdentityRef ref) {
        return cache.find(ref).map(found -> switch (found) {
            case Found.Ready(CachedIdentity identity) -> drawn(identity);
            case Found.Unusable() -> new Presence.Gone();
        });
    }

    private Presence drawn(CachedIdentity identity) {
        return generators.stream()
                .filter(each -> identity.generators().contains(each.id()))
                .findFirst()
                .<Presence>map(generator -> new Presence.Here(
                        new Resident(generator, identity, canvases.computeIfAbsent(identity, CachedIdentity::canvas))))
                .orElseGet(Presence.Gone::new);
    }

    /** Tells whether this loop has drawn the identity: if only another loop has, reading it is saved, but not a device's slow first runs. */
    boolean isResident(IdentityRef ref) {
        return cache.resident(ref).filter(canvases::containsKey).isPresent();
    }

    /** What the tables know of it; reads nothing of the identity itself. */
    Standing standing(IdentityRef ref) {
        return cache.standing(ref);
    }

    /** Presence of an identity to render. */
    sealed interface Presence {
        /** It can be drawn. */
        record Here(Resident resident) implements Presence {}

        /** Revoked, damaged, or for another generator: waiting does not help. */
        record Gone() implements Presence {}
    }

    /**
     * An identity that the loop draws.
     *
     * @param generator the generator that draws it
     * @param portraitCanvas this loop's own
     */
    record Resident(Generator generator, CachedIdentity identity, PortraitCanvas portraitCanvas) {
        Embedding embedding() {
            return identity.embedding();
        }

        FaceLandmarks rest() {
            return identity.rest();
        }

        /** Side of what is drawn, in pixels. */
        int side() {
            return portraitCanvas.crop().size();
        }
    }
}
