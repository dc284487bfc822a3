package dev.marotte.schemas;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.avro.AudioRecord;
import dev.marotte.schemas.avro.SoundCodec;
import dev.marotte.schemas.avro.SoundEnd;
import dev.marotte.schemas.avro.SoundHeader;
import dev.marotte.schemas.avro.SoundUnit;

/** {@link AudioMessage} there and back. */
final class AudioMapping {
    private AudioMapping() {}

    static AudioRecord toAvro(AudioMessage message) {
        String session = message.session().value();
        return new AudioRecord(
                switch (message) {
                    case AudioHeader header ->
                        new SoundHeader(
                                session,
                                SoundCodec.valueOf(header.codec().name()),
                                header.sampleRate(),
                                header.channels(),
                                Parts.toAvro(header.setup()));
                    case AudioUnit unit ->
                        new SoundUnit(
                                session,
                                unit.sequence(),
                                unit.pts().micros(),
                                unit.durationMicros(),
                                Parts.toAvro(unit.bytes()));
                    case EndOfAudio end -> new SoundEnd(session, end.sequence());
                });
    }

    static AudioMessage fromAvro(AudioRecord record) {
        return switch (record.getBody()) {
            case SoundHeader header -> header(header);
            case SoundUnit unit ->
                new AudioUnit(
                        new SessionId(unit.getSession()),
                        unit.getSequence(),
                        new Pts(unit.getPtsMicros()),
                        unit.getDurationMicros(),
                        Parts.fromAvro(unit.getBytes()));
            case SoundEnd end -> new EndOfAudio(new SessionId(end.getSession()), end.getSequence());
            case Object body -> throw Parts.unexpected(body);
        };
    }

    private static AudioHeader header(SoundHeader header) {
        return new AudioHeader(
                new SessionId(header.getSession()),
                AudioCodec.valueOf(header.getCodec().name()),
                header.getSampleRate(),
                header.getChannels(),
                Parts.fromAvro(header.getSetup()));
    }
}
