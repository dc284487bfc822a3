package dev.marotte.schemas;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.avro.AudioRecord;

/** Maps {@link AudioMessage} to Avro and back. */
final class AudioMapping {
    private AudioMapping() {}

    static AudioRecord toAvro(AudioMessage message) {
        String session = message.session().value();
        return new AudioRecord(
                switch (message) {
                    case AudioHeader header ->
                        new dev.marotte.schemas.avro.AudioHeader(
                                session,
                                dev.marotte.schemas.avro.AudioCodec.valueOf(
                                        header.codec().name()),
                                header.sampleRate(),
                                header.channels(),
                                SharedMappings.toAvro(header.setup()));
                    case AudioUnit unit ->
                        new dev.marotte.schemas.avro.AudioUnit(
                                session,
                                unit.sequence(),
                                unit.pts().micros(),
                                unit.durationMicros(),
                                SharedMappings.toAvro(unit.bytes()));
                    case EndOfAudio end -> new dev.marotte.schemas.avro.EndOfAudio(session, end.sequence());
                });
    }

    static AudioMessage fromAvro(AudioRecord record) {
        return switch (record.getBody()) {
            case dev.marotte.schemas.avro.AudioHeader header -> header(header);
            case dev.marotte.schemas.avro.AudioUnit unit ->
                new AudioUnit(
                        new SessionId(unit.getSession()),
                        unit.getSequence(),
                        new Pts(unit.getPtsMicros()),
                        unit.getDurationMicros(),
                        SharedMappings.fromAvro(unit.getBytes()));
            case dev.marotte.schemas.avro.EndOfAudio end ->
                new EndOfAudio(new SessionId(end.getSession()), end.getSequence());
            case Object body -> throw SharedMappings.unexpected(body);
        };
    }

    private static AudioHeader header(dev.marotte.schemas.avro.AudioHeader header) {
        return new AudioHeader(
                new SessionId(header.getSession()),
                AudioCodec.valueOf(header.getCodec().name()),
                header.getSampleRate(),
                header.getChannels(),
                SharedMappings.fromAvro(header.getSetup()));
    }
}
