package dev.marotte.schemas;

import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityMessage.Revoked;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts an identity's payload into records that fit any broker's default limit of 1 MB, and joins them again. */
public final class IdentityChunks {
    public static final int LARGEST_CHUNK_BYTES = 900_000;

    private IdentityChunks() {}

    /** Key in the compacted topic: {@code name} for manifest and revocation, {@code name/version/number} for a chunk. */
    public static String key(IdentityMessage message) {
        return switch (message) {
            case Manifest manifest -> manifest.ref().name();
            case Revoked revoked -> revoked.ref().name();
            case Chunk chunk -> chunkKey(chunk.ref(), chunk.number());
        };
    }

    public static String chunkKey(IdentityRef ref, int number) {
        return ref.name() + "/" + ref.version() + "/" + number;
    }

    /** Cuts {@code payload} into chunks, in order. */
    public static List<Chunk> cut(IdentityRef ref, Bytes payload) {
        ByteBuffer rest = payload.view();
        List<Chunk> chunks = new ArrayList<>();
        while (rest.hasRemaining()) {
            byte[] part = new byte[Math.min(LARGEST_CHUNK_BYTES, rest.remaining())];
            rest.get(part);
            chunks.add(new Chunk(ref, chunks.size(), Bytes.of(part)));
        }
        return List.copyOf(chunks);
    }

    /** @param chunks those of the manifest's version, in order */
    public static Payload join(Manifest manifest, List<Chunk> chunks) {
        if (chunks.size() != manifest.chunks()) {
            return new Payload.Damaged("%d of %d chunks".formatted(chunks.size(), manifest.chunks()));
        }
        if (chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum() != manifest.payloadBytes()) {
            return new Payload.Damaged("its chunks are not " + manifest.payloadBytes() + " bytes together");
        }
        Bytes payload = concatenate(chunks, Math.toIntExact(manifest.payloadBytes()));
        return Sha256.of(payload).equals(manifest.payloadSha256())
                ? new Payload.Whole(payload)
                : new Payload.Damaged("its chunks do not match their SHA-256");
    }

    private static Bytes concatenate(List<Chunk> chunks, int size) {
        ByteBuffer payload = ByteBuffer.allocate(size);
        chunks.forEach(chunk -> payload.put(chunk.bytes().view()));
        return Bytes.of(payload.array());
    }

    /** The result of joining the chunks of an identity. */
    public sealed interface Payload {
        /** The payload as it was enrolled. */
        record Whole(Bytes bytes) implements Payload {}

        /** Chunks are missing or altered. */
        record Damaged(String reason) implements Payload {}
    }
}
