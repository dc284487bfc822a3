package dev.marotte.identity;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.IdentityChunks;
import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityMessage.Revoked;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of the compacted topic of identities. The newest manifest is stored under the identity's name, and each version also has its own manifest under
 * {@code name/version}: a recorded session names a version, and can be rendered again after the person was enrolled anew.
 */
public final class IdentityRecords {
    private IdentityRecords() {}

    /** Key of a version's own manifest. */
    public static String manifestKey(IdentityRef ref) {
        return ref.name() + "/" + ref.version();
    }

    /** Tells by its key alone whether a record is a part of a payload: {@code name/version/number}. */
    static boolean isChunkKey(String key) {
        return key.indexOf('/') != key.lastIndexOf('/');
    }

    /** Puts the chunks first, so that readers that see a manifest can read all of the identity, even without transactions. */
    static List<ProducerRecord<byte[], byte[]>> enrolling(Manifest manifest, List<Chunk> chunks) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        chunks.forEach(chunk -> records.add(Topics.IDENTITIES.record(chunk)));
        ProducerRecord<byte[], byte[]> newest = Topics.IDENTITIES.record(manifest);
        records.add(under(manifestKey(manifest.ref()), newest.value()));
        records.add(newest);
        return records;
    }

    /** Puts the revocation first, so that no reader starts to read what is being deleted. */
    static List<ProducerRecord<byte[], byte[]>> revoking(Revoked revoked, List<Manifest> versions) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(Topics.IDENTITIES.record(revoked));
        for (Manifest version : versions) {
            records.add(under(manifestKey(version.ref()), null));
            IntStream.range(0, version.chunks())
                    .forEach(number -> records.add(under(IdentityChunks.chunkKey(version.ref(), number), null)));
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> under(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topics.IDENTITIES.name(), Bytes.ofUtf8(key).unsafeArray(), value);
    }
}
