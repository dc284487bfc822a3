package dev.marotte.sink.live;

import dev.marotte.media.ffmpeg.PcmDecoder;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import java.io.IOException;
import java.util.Optional;

/** Decodes a session's sound to samples; duplicate messages count once. Owns a decoder; one thread. */
final class SessionSound implements AutoCloseable {
    private final Optional<PcmDecoder.Outlet> outlet;
    private Optional<PcmDecoder> decoder = Optional.empty();
    private long nextSequence;

    SessionSound(PcmDecoder.Outlet outlet) {
        this.outlet = Optional.of(outlet);
    }

    private SessionSound() {
        outlet = Optional.empty();
    }

    /** Sound that nobody hears: none of it is decoded. */
    static SessionSound unheard() {
        return new SessionSound();
    }

    void take(AudioMessage message) throws IOException {
        if (message.sequence() < nextSequence) {
            return;
        }
        nextSequence = message.sequence() + 1;
        switch (message) {
            case AudioHeader header -> begin(header);
            case AudioUnit unit -> {
                if (decoder.isPresent()) {
                    decoder.get().take(unit);
                }
            }
            case EndOfAudio _ -> {}
        }
    }

    private void begin(AudioHeader header) throws IOException {
        close();
        if (outlet.isPresent()) {
            decoder = Optional.of(PcmDecoder.open(header, outlet.get()));
        }
    }

    @Override
    public void close() {
        decoder.ifPresent(PcmDecoder::close);
        decoder = Optional.empty();
    }
}
