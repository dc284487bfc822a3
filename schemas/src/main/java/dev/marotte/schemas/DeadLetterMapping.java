package dev.marotte.schemas;

import dev.marotte.schemas.avro.DeadLetterRecord;

/** Maps {@link DeadLetter} to Avro and back. */
final class DeadLetterMapping {
    private DeadLetterMapping() {}

    static DeadLetterRecord toAvro(DeadLetter letter) {
        return new DeadLetterRecord(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.reason(),
                SharedMappings.toAvro(letter.key()),
                SharedMappings.toAvro(letter.value()));
    }

    static DeadLetter fromAvro(DeadLetterRecord letter) {
        return new DeadLetter(
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                letter.getReason(),
                SharedMappings.fromAvro(letter.getKey()),
                SharedMappings.fromAvro(letter.getValue()));
    }
}
