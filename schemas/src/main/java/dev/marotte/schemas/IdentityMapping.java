package dev.marotte.schemas;

import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityMessage.Revoked;
import dev.marotte.schemas.avro.IdentityRecord;

/** Maps {@link IdentityMessage} to Avro and back. */
final class IdentityMapping {
    private IdentityMapping() {}

    static IdentityRecord toAvro(IdentityMessage message) {
        return new IdentityRecord(
                switch (message) {
                    case Manifest manifest -> toAvro(manifest);
                    case Chunk chunk ->
                        new dev.marotte.schemas.avro.Chunk(
                                SharedMappings.toAvro(chunk.ref()),
                                chunk.number(),
                                SharedMappings.toAvro(chunk.bytes()));
                    case Revoked revoked ->
                        new dev.marotte.schemas.avro.Revoked(
                                SharedMappings.toAvro(revoked.ref()), revoked.revokedMicros());
                });
    }

    static IdentityMessage fromAvro(IdentityRecord record) {
        return switch (record.getBody()) {
            case dev.marotte.schemas.avro.Manifest manifest -> fromAvro(manifest);
            case dev.marotte.schemas.avro.Chunk chunk ->
                new Chunk(
                        SharedMappings.fromAvro(chunk.getRef()),
                        chunk.getNumber(),
                        SharedMappings.fromAvro(chunk.getBytes()));
            case dev.marotte.schemas.avro.Revoked revoked ->
                new Revoked(SharedMappings.fromAvro(revoked.getRef()), revoked.getRevokedMicros());
            case Object body -> throw SharedMappings.unexpected(body);
        };
    }

    private static dev.marotte.schemas.avro.Manifest toAvro(Manifest manifest) {
        return new dev.marotte.schemas.avro.Manifest(
                SharedMappings.toAvro(manifest.ref()),
                toAvro(manifest.consent()),
                manifest.generator(),
                manifest.portraitWidth(),
                manifest.portraitHeight(),
                manifest.chunks(),
                manifest.payloadBytes(),
                manifest.payloadSha256(),
                manifest.enrolledMicros());
    }

    private static Manifest fromAvro(dev.marotte.schemas.avro.Manifest manifest) {
        return new Manifest(
                SharedMappings.fromAvro(manifest.getRef()),
                consent(manifest.getConsent()),
                manifest.getGenerator(),
                manifest.getPortraitWidth(),
                manifest.getPortraitHeight(),
                manifest.getChunks(),
                manifest.getPayloadBytes(),
                manifest.getPayloadSha256(),
                manifest.getEnrolledMicros());
    }

    private static Object toAvro(Consent consent) {
        return switch (consent) {
            case Consent.Stated(String words) -> new dev.marotte.schemas.avro.Stated(words);
            case Consent.ForOneSession() -> new dev.marotte.schemas.avro.ForOneSession();
        };
    }

    private static Consent consent(Object consent) {
        return switch (consent) {
            case dev.marotte.schemas.avro.Stated stated -> new Consent.Stated(stated.getWords());
            case dev.marotte.schemas.avro.ForOneSession _ -> new Consent.ForOneSession();
            default -> throw SharedMappings.unexpected(consent);
        };
    }
}
