package dev.marotte.schemas;

import dev.marotte.schemas.avro.DeadLetterRecord;

/** {@link DeadLetter} there and back. */
final class DeadLetterMapping {
    private DeadLetterMapping() {}

    static DeadLetterRecord toAvro(DeadLetter letter) {
        return new DeadLetterRecord(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.reason(),
                Parts.toAvro(letter.key()),
                Parts.toAvro(letter.value()));
    }

    static DeadLetter fromAvro(DeadLetterRecord letter) {
        return new DeadLetter(
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                letter.getReason(),
                Parts.fromAvro(letter.getKey()),
                Parts.fromAvro(letter.getValue()));
    }
}
