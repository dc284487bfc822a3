package dev.marotte.render;

import dev.marotte.identity.Bundle;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.render.Identities.Lookup;
import dev.marotte.render.Identities.Standing;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.IdentityRef;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Identities that were rendered lately, ready in native memory: tensors as ONNX Runtime reads them, portraits decoded. The least recently
 * used go when all together need more bytes than the budget. Memory of one that went is freed by the garbage collector, so a batch that
 * still holds it is safe. One thread.
 */
final class IdentityCache {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityCache.class);

    private final Identities identities;
    private final PasteBack pixels;
    private final String generator;
    private final long budget;
    private final LoopMeters meters;
    private final Map<IdentityRef, Resident> residents = new LinkedHashMap<>(16, 0.75f, true);
    /** A version never changes, so one that could not be used is not read again for each frame. */
    private final LeastRecentlyUsed<IdentityRef, Presence> unusable = new LeastRecentlyUsed<>(64);

    private long bytes;

    /** @param generator {@link Bundle#id} of the bundle that draws; identities of another are missing */
    IdentityCache(Identities identities, PasteBack pixels, String generator, long budget, LoopMeters meters) {
        this.identities = identities;
        this.pixels = pixels;
        this.generator = generator;
        this.budget = budget;
        this.meters = meters;
    }

    /** Empty while nothing is known of it, which may change. One that was revoked is forgotten at once. */
    Optional<Presence> find(IdentityRef ref) {
        return switch (identities.standing(ref)) {
            case ENROLLED -> Optional.of(present(ref));
            case REVOKED -> {
                forget(ref);
                yield Optional.of(new Presence.Gone());
            }
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Tells whether it is in memory. */
    boolean isResident(IdentityRef ref) {
        return residents.containsKey(ref);
    }

    /** What the tables know of it; reads nothing of the identity itself. */
    Standing standing(IdentityRef ref) {
        return identities.standing(ref);
    }

    private Presence present(IdentityRef ref) {
        Resident known = residents.get(ref);
        if (known == null) {
            return unusable.find(ref).orElseGet(() -> load(ref));
        }
        meters.hit();
        return new Presence.Here(known);
    }

    private Presence load(IdentityRef ref) {
        meters.missed();
        return switch (identities.find(ref)) {
            case Lookup.Found(EnrolledIdentity identity)
            when identity.generator().equals(generator) ->
                pixels.decode(identity.portrait())
                        .<Presence>map(bgr -> new Presence.Here(admit(ref, identity, bgr)))
                        .orElseGet(() -> unusable(ref, "its portrait cannot be decoded"));
            case Lookup.Found(EnrolledIdentity identity) ->
                unusable(ref, "it is for the generator " + identity.generator());
            case Lookup.Missing(String reason) -> unusable(ref, reason);
        };
    }

    private Presence unusable(IdentityRef ref, String reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("Identity cannot be rendered");
        unusable.remember(ref, new Presence.Gone());
        return new Presence.Gone();
    }

    /** @param bgr the decoded portrait */
    private Resident admit(IdentityRef ref, EnrolledIdentity identity, ByteBuffer bgr) {
        PortraitCanvas portraitCanvas = PortraitCanvas.of(
                identity.portrait().width(), identity.portrait().height(), identity.crop(), bgr);
        Resident resident = new Resident(identity.embedding(), identity.rest(), portraitCanvas);
        residents.put(ref, resident);
        bytes += resident.bytes();
        evict();
        meters.holds(residents.size(), bytes);
        return resident;
    }

    /** The newest stays even if it is over the budget alone: it is about to be rendered. */
    private void evict() {
        Iterator<Resident> eldestFirst = residents.values().iterator();
        while (bytes > budget && residents.size() > 1) {
            bytes -= eldestFirst.next().bytes();
            eldestFirst.remove();
        }
    }

    private void forget(IdentityRef ref) {
        Resident forgotten = residents.remove(ref);
        if (forgotten != null) {
            bytes -= forgotten.bytes();
            meters.holds(residents.size(), bytes);
        }
    }

    /** Bytes of all residents. */
    long bytes() {
        return bytes;
    }

    /** Presence of somebody to render. */
    sealed interface Presence {
        /** There is. */
        record Here(Resident resident) implements Presence {}

        /** Revoked, damaged, or for another generator: waiting does not help. */
        record Gone() implements Presence {}
    }

    /** An identity in native memory. */
    record Resident(Embedding embedding, FaceLandmarks rest, PortraitCanvas portraitCanvas) {
        long bytes() {
            return embedding.bytes() + portraitCanvas.bytes();
        }

        /** Side of what is drawn, in pixels. */
        int side() {
            return portraitCanvas.crop().size();
        }
    }
}
