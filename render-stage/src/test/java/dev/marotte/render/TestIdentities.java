package dev.marotte.render;

import dev.marotte.identity.Crop;
import dev.marotte.identity.ElementType;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorIds;
import dev.marotte.identity.Shape;
import dev.marotte.identity.Tensor;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Identities in memory that look like nobody, and a count of how often each was read. */
final class TestIdentities implements Identities {
    static final String GENERATOR = "test 1";
    private static final int SIDE = 8;

    private final Map<IdentityRef, EnrolledIdentity> enrolled = new HashMap<>();
    private final Set<IdentityRef> revoked = new HashSet<>();
    private final Map<IdentityRef, Integer> reads = new HashMap<>();

    /** @param embeddingBytes size of its embedding */
    IdentityRef enrol(String name, int embeddingBytes) {
        return enrol(name, GENERATOR, embeddingBytes);
    }

    IdentityRef enrol(String name, String generator, int embeddingBytes) {
        IdentityRef ref = new IdentityRef(name, 1);
        enrolled.put(ref, identity(generator, embeddingBytes));
        return ref;
    }

    /** Somebody whose portrait is no picture. */
    IdentityRef enrolWithoutPortrait(String name) {
        IdentityRef ref = new IdentityRef(name, 1);
        EnrolledIdentity whole = identity(GENERATOR, 100);
        Picture none = new Picture(PictureCodec.PNG, SIDE, SIDE, Bytes.EMPTY);
        enrolled.put(
                ref, new EnrolledIdentity(whole.generators(), none, whole.crop(), whole.rest(), whole.embedding()));
        return ref;
    }

    static EnrolledIdentity identity(String generator, int embeddingBytes) {
        ByteBuffer elements = ByteBuffer.allocateDirect(embeddingBytes);
        elements.put(0, (byte) embeddingBytes);
        return new EnrolledIdentity(
                GeneratorIds.read(generator),
                new Picture(PictureCodec.PNG, SIDE, SIDE, Bytes.of(new byte[] {1, 2, 3})),
                new Crop(0, 0, SIDE, SIDE),
                Meshes.filling(4, 4, 4, 4),
                new Embedding(List.of(new Tensor("face", ElementType.UINT8, Shape.of(embeddingBytes), elements))));
    }

    void revoke(IdentityRef ref) {
        enrolled.remove(ref);
        revoked.add(ref);
    }

    int reads(IdentityRef ref) {
        return reads.getOrDefault(ref, 0);
    }

    @Override
    public Standing standing(IdentityRef ref) {
        if (revoked.contains(ref)) {
            return Standing.REVOKED;
        }
        return enrolled.containsKey(ref) ? Standing.ENROLLED : Standing.UNKNOWN;
    }

    @Override
    public Lookup find(IdentityRef ref) {
        reads.merge(ref, 1, Integer::sum);
        EnrolledIdentity identity = enrolled.get(ref);
        return identity == null ? new Lookup.Missing("not enrolled") : new Lookup.Found(identity);
    }
}
