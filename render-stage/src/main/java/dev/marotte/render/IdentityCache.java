package dev.marotte.render;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.render.Identities.Lookup;
import dev.marotte.render.Identities.Standing;
import dev.marotte.schemas.IdentityRef;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recently rendered identities, kept ready in native memory and shared by all loops of a device: tensors as ONNX Runtime reads them, portraits decoded.
 * The least recently used ones are evicted when the total exceeds the budget of bytes. Memory of an evicted one is freed by the garbage collector, so a
 * batch that still holds it is safe. Any thread: no identity is read or decoded under the lock, so no loop waits for what another one loads; if two load
 * the same one at once, both use the first.
 */
final class IdentityCache {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityCache.class);

    private final Identities identities;
    private final PasteBack pixels;
    private final Drawers drawers;
    private final long budget;
    private final CacheMeters meters;
    private final Map<IdentityRef, CachedIdentity> residents = new LinkedHashMap<>(16, 0.75f, true);
    /** Versions that could not be used. A version never changes, so it is not read again for each frame. */
    private final LeastRecentlyUsed<IdentityRef, Found> unusable = new LeastRecentlyUsed<>(64);

    private long bytes;

    /** @param pixels safe for use by several threads */
    IdentityCache(Identities identities, PasteBack pixels, Drawers drawers, long budget, CacheMeters meters) {
        this.identities = identities;
        this.pixels = pixels;
        this.drawers = drawers;
        this.budget = budget;
        this.meters = meters;
    }

    /** Empty while nothing is known of the identity, which may change. A revoked one is forgotten at once. */
    Optional<Found> find(IdentityRef ref) {
        return switch (identities.standing(ref)) {
            case ENROLLED -> Optional.of(known(ref).orElseGet(() -> load(ref)));
            case REVOKED -> Optional.of(forget(ref));
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Returns an identity if it is in memory; reads nothing. */
    synchronized Optional<CachedIdentity> resident(IdentityRef ref) {
        return Optional.ofNullable(residents.get(ref));
    }

    /** What the tables know of it; reads nothing of the identity itself. */
    Standing standing(IdentityRef ref) {
        return identities.standing(ref);
    }

    private synchronized Optional<Found> known(IdentityRef ref) {
        CachedIdentity known = residents.get(ref);
        if (known == null) {
            return unusable.find(ref);
        }
        meters.hit();
        return Optional.of(new Found.Ready(known));
    }

    private Found load(IdentityRef ref) {
        meters.missed();
        return switch (identities.find(ref)) {
            case Lookup.Found(EnrolledIdentity identity) -> load(ref, identity);
            case Lookup.Missing(String reason) -> unusable(ref, reason);
        };
    }

    private Found load(IdentityRef ref, EnrolledIdentity identity) {
        if (!drawers.canDraw(identity.generators())) {
            return unusable(
                    ref, "it is for the generator " + identity.generators().written());
        }
        return pixels.decode(identity.portrait())
                .map(bgr -> admit(ref, new CachedIdentity(identity, bgr)))
                .orElseGet(() -> unusable(ref, "its portrait cannot be decoded"));
    }

    private synchronized Found unusable(IdentityRef ref, String reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("Identity cannot be rendered");
        unusable.remember(ref, new Found.Unusable());
        return new Found.Unusable();
    }

    /** An identity that was revoked while being loaded does not stay. */
    private synchronized Found admit(IdentityRef ref, CachedIdentity loaded) {
        CachedIdentity other = residents.get(ref);
        if (other != null) {
            return new Found.Ready(other);
        }
        residents.put(ref, loaded);
        bytes += drawers.bytes(loaded);
        evict();
        meters.holds(residents.size(), bytes);
        return identities.standing(ref) == Standing.REVOKED ? forget(ref) : new Found.Ready(loaded);
    }

    /** The newest stays even if it exceeds the budget by itself: it is about to be rendered. */
    private void evict() {
        Iterator<CachedIdentity> eldestFirst = residents.values().iterator();
        while (bytes > budget && residents.size() > 1) {
            bytes -= drawers.bytes(eldestFirst.next());
            eldestFirst.remove();
        }
    }

    private synchronized Found forget(IdentityRef ref) {
        CachedIdentity forgotten = residents.remove(ref);
        if (forgotten != null) {
            bytes -= drawers.bytes(forgotten);
            meters.holds(residents.size(), bytes);
        }
        return new Found.Unusable();
    }

    /** Bytes of all residents. */
    synchronized long bytes() {
        return bytes;
    }

    /** Result of a search for an identity that was enrolled at some time. */
    sealed interface Found {
        /** It can be drawn. */
        record Ready(CachedIdentity identity) implements Found {}

        /** Revoked, damaged, or for other generators: waiting does not help. */
        record Unusable() implements Found {}
    }
}
