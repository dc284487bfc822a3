package dev.marotte.schemas;

/**
 * An enrolled identity, cut into records that fit any broker's default limit of 1 MB. Keys in the compacted topic: {@code name} for the
 * manifest, {@code name/version/chunk} for the chunks; the manifest is written last, in one transaction with its chunks.
 */
public sealed interface IdentityMessage {
    IdentityRef ref();

    /**
     * @param consent what the pictures may be used for
     * @param generator name and version of the bundle that the embedding is for; several are separated by a comma and a space
     * @param portraitWidth size of the picture that rendered crops are pasted back into
     * @param payloadBytes total length of all chunks
     * @param payloadSha256 of the chunks in order, lower-case hex
     */
    record Manifest(
            IdentityRef ref,
            Consent consent,
            String generator,
            int portraitWidth,
            int portraitHeight,
            int chunks,
            long payloadBytes,
            String payloadSha256,
            long enrolledMicros)
            implements IdentityMessage {
        /** The kind of motion that moves the identity. */
        public MotionKind motionKind() {
            return MotionKind.ofGenerator(generator);
        }
    }

    /** Part {@code number} (from 0) of the payload, at most 900 kB. */
    record Chunk(IdentityRef ref, int number, Bytes bytes) implements IdentityMessage {}

    /** The identity was revoked: its chunks are gone, and sessions that use it stop. */
    record Revoked(IdentityRef ref, long revokedMicros) implements IdentityMessage {}
}
