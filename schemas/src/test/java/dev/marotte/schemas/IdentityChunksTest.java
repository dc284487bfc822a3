package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.IdentityChunks.Payload;
import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IdentityChunksTest {
    private static final IdentityRef MONA = new IdentityRef("mona", 7);

    @Property(tries = 30)
    void whatWasCutIsPutTogetherAgain(@ForAll @IntRange(max = 3_000_000) int size, @ForAll long seed) {
        Bytes payload = random(size, seed);
        List<Chunk> chunks = IdentityChunks.cut(MONA, payload);
        assertThat(chunks)
                .allSatisfy(chunk ->
                        assertThat(chunk.bytes().size()).isLessThanOrEqualTo(IdentityChunks.LARGEST_CHUNK_BYTES));
        assertThat(IdentityChunks.join(manifest(payload, chunks.size()), chunks))
                .isEqualTo(new Payload.Whole(payload));
    }

    @Example
    void oneAlteredByteIsFound() {
        Bytes payload = random(1_000_000, 1);
        List<Chunk> chunks = IdentityChunks.cut(MONA, payload);
        chunks.get(1).bytes().unsafeArray()[3]++;
        assertThat(IdentityChunks.join(manifest(payload, 2), chunks)).isInstanceOf(Payload.Damaged.class);
    }

    @Example
    void aMissingChunkIsFound() {
        Bytes payload = random(1_000_000, 2);
        List<Chunk> chunks = IdentityChunks.cut(MONA, payload);
        assertThat(IdentityChunks.join(manifest(payload, 2), chunks.subList(0, 1)))
                .isEqualTo(new Payload.Damaged("1 of 2 chunks"));
    }

    @Example
    void chunksOfAnotherLengthAreFoundBeforeTheyAreCopied() {
        Bytes payload = random(1_000_000, 3);
        List<Chunk> chunks = IdentityChunks.cut(MONA, payload);
        Manifest manifest = manifest(random(Integer.MAX_VALUE / 4000, 3), 2);
        assertThat(IdentityChunks.join(manifest, chunks)).isInstanceOf(Payload.Damaged.class);
    }

    @Example
    void chunksStandUnderTheirVersionAndTheManifestUnderTheName() {
        assertThat(IdentityChunks.key(new Chunk(MONA, 2, Bytes.EMPTY))).isEqualTo("mona/7/2");
        assertThat(IdentityChunks.key(manifest(Bytes.EMPTY, 0))).isEqualTo("mona");
        assertThat(IdentityChunks.key(new IdentityMessage.Revoked(MONA, 0))).isEqualTo("mona");
    }

    private static Manifest manifest(Bytes payload, int chunks) {
        return new Manifest(
                MONA,
                new Consent.Stated("yes"),
                "landmark-warp 1",
                512,
                512,
                chunks,
                payload.size(),
                Sha256.of(payload),
                0);
    }

    private static Bytes random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
