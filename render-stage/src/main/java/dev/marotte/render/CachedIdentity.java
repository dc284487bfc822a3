package dev.marotte.render;

import dev.marotte.identity.Embedding;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorIds;
import dev.marotte.schemas.FaceLandmarks;
import java.nio.ByteBuffer;

/**
 * An identity in native memory that is no longer written to. Equal only to itself. Any thread; its memory is freed by the garbage collector when the cache
 * and all loops have let go of it.
 */
final class CachedIdentity {
    private final EnrolledIdentity identity;
    private final ByteBuffer bgr;

    /** @param bgr the decoded portrait; taken over */
    CachedIdentity(EnrolledIdentity identity, ByteBuffer bgr) {
        this.identity = identity;
        this.bgr = bgr;
    }

    GeneratorIds generators() {
        return identity.generators();
    }

    Embedding embedding() {
        return identity.embedding();
    }

    FaceLandmarks rest() {
        return identity.rest();
    }

    /** Creates a canvas for one loop. */
    PortraitCanvas canvas() {
        return PortraitCanvas.of(
                identity.portrait().width(), identity.portrait().height(), identity.crop(), bgr);
    }

    /** @param loops number of loops that may each have a canvas */
    long bytes(int loops) {
        return embedding().bytes() + (1L + loops) * bgr.capacity();
    }
}
