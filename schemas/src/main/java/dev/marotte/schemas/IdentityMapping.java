package dev.marotte.schemas;

import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityMessage.Revoked;
import dev.marotte.schemas.avro.IdentityChunk;
import dev.marotte.schemas.avro.IdentityManifest;
import dev.marotte.schemas.avro.IdentityRecord;
import dev.marotte.schemas.avro.IdentityRevoked;

/** {@link IdentityMessage} there and back. */
final class IdentityMapping {
    private IdentityMapping() {}

    static IdentityRecord toAvro(IdentityMessage message) {
        return new IdentityRecord(
                switch (message) {
                    case Manifest manifest -> toAvro(manifest);
                    case Chunk chunk ->
                        new IdentityChunk(Parts.toAvro(chunk.ref()), chunk.number(), Parts.toAvro(chunk.bytes()));
                    case Revoked revoked -> new IdentityRevoked(Parts.toAvro(revoked.ref()), revoked.revokedMicros());
                });
    }

    static IdentityMessage fromAvro(IdentityRecord record) {
        return switch (record.getBody()) {
            case IdentityManifest manifest -> fromAvro(manifest);
            case IdentityChunk chunk ->
                new Chunk(Parts.fromAvro(chunk.getIdentity()), chunk.getNumber(), Parts.fromAvro(chunk.getBytes()));
            case IdentityRevoked revoked ->
                new Revoked(Parts.fromAvro(revoked.getIdentity()), revoked.getRevokedMicros());
            case Object body -> throw Parts.unexpected(body);
        };
    }

    private static IdentityManifest toAvro(Manifest manifest) {
        return new IdentityManifest(
                Parts.toAvro(manifest.ref()),
                manifest.consent(),
                manifest.generator(),
                manifest.portraitWidth(),
                manifest.portraitHeight(),
                manifest.chunks(),
                manifest.payloadBytes(),
                manifest.payloadSha256(),
                manifest.enrolledMicros());
    }

    private static Manifest fromAvro(IdentityManifest manifest) {
        return new Manifest(
                Parts.fromAvro(manifest.getIdentity()),
                manifest.getConsent(),
                manifest.getGenerator(),
                manifest.getPortraitWidth(),
                manifest.getPortraitHeight(),
                manifest.getChunks(),
                manifest.getPayloadBytes(),
                manifest.getPayloadSha256(),
                manifest.getEnrolledMicros());
    }
}
