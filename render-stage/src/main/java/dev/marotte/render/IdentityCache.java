package dev.marotte.render;

import dev.marotte.render.Identities.Lookup;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.IdentityRef;
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
    private final Map<IdentityRef, Resident> residents = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param generator {@link Bundle#id} of the bundle that draws; identities of another are missing */
    IdentityCache(Identities identities, PasteBack pixels, String generator, long budget) {
        this.identities = identities;
        this.pixels = pixels;
        this.generator = generator;
        this.budget = budget;
    }

    /** Empty if it is not enrolled as of now. One that was revoked is forgotten at once. */
    Optional<Resident> find(IdentityRef ref) {
        if (!identities.isEnrolled(ref)) {
            forget(ref);
            return Optional.empty();
        }
        Resident known = residents.get(ref);
        return known == null ? load(ref) : Optional.of(known);
    }

    private Optional<Resident> load(IdentityRef ref) {
        return switch (identities.find(ref)) {
            case Lookup.Found(EnrolledIdentity identity)
            when identity.generator().equals(generator) -> Optional.of(admit(ref, identity));
            case Lookup.Found(EnrolledIdentity identity) -> missing("it is for the generator " + identity.generator());
            case Lookup.Missing(String reason) -> missing(reason);
        };
    }

    private static Optional<Resident> missing(String reason) {
        LOG.atDebug().addKeyValue("reason", reason).log("an identity is missing");
        return Optional.empty();
    }

    private Resident admit(IdentityRef ref, EnrolledIdentity identity) {
        Backdrop backdrop = Backdrop.of(
                identity.portrait().width(),
                identity.portrait().height(),
                identity.crop(),
                pixels.decode(identity.portrait()));
        Resident resident = new Resident(identity.embedding(), identity.rest(), backdrop);
        residents.put(ref, resident);
        bytes += resident.bytes();
        evict();
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
        }
    }

    /** Bytes of all residents. */
    long bytes() {
        return bytes;
    }

    /** An identity in native memory. */
    record Resident(Embedding embedding, FaceLandmarks rest, Backdrop backdrop) {
        long bytes() {
            return embedding.bytes() + backdrop.bytes();
        }
    }
}
