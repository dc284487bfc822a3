package dev.marotte.studio.live;

import dev.marotte.media.ffmpeg.PcmDecoder;
import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.media.ffmpeg.SoundReencoder;
import dev.marotte.media.ffmpeg.VoiceEncoder;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts a session's sound to what pages play, mono Opus. Sound in that format, such as a browser's microphone, passes unchanged; any other, such as the
 * AAC of a stream, is re-encoded once for all listeners. Until the header has come the units' codec is unknown and they are dropped; units that cannot be
 * decoded become silence. Owns native memory; any thread.
 */
final class PageSound implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageSound.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final SoundReencoder.Outlet outlet;
    private Way way = new Way.Unknown();
    private boolean closed;

    /** How units are converted. */
    private sealed interface Way {
        record Unknown() implements Way {}

        record Passed() implements Way {}

        record CodedAnew(PcmDecoder decoder, Recoded recoded) implements Way {}
    }

    /** @param outlet receives units of Opus, with their position in the session */
    PageSound(SoundReencoder.Outlet outlet) {
        this.outlet = outlet;
    }

    void take(AudioMessage message) {
        lock.lock();
        try {
            switch (message) {
                case AudioHeader header -> begin(header);
                case AudioUnit unit -> take(unit);
                case EndOfAudio _ -> {}
            }
        } catch (IOException silent) {
            LOG.atDebug()
                    .addKeyValue("session", message.session())
                    .setCause(silent)
                    .log("Sound cannot be played in pages");
        } finally {
            lock.unlock();
        }
    }

    private void begin(AudioHeader header) throws IOException {
        if (way instanceof Way.Unknown && !closed) {
            way = isPlayed(header) ? new Way.Passed() : codedAnew(header);
        }
    }

    private static boolean isPlayed(AudioHeader header) {
        return header.codec() == AudioCodec.OPUS && header.channels() == VoiceEncoder.CHANNELS;
    }

    private Way codedAnew(AudioHeader header) throws IOException {
        Recoded recoded = new Recoded(outlet);
        try {
            return new Way.CodedAnew(PcmDecoder.open(header, recoded), recoded);
        } catch (IOException noDecoder) {
            recoded.close();
            throw noDecoder;
        }
    }

    private void take(AudioUnit unit) throws IOException {
        switch (way) {
            case Way.Unknown() -> {}
            case Way.Passed() -> outlet.unit(unit.pts().micros(), unit.durationMicros(), unit.bytes());
            case Way.CodedAnew(PcmDecoder decoder, Recoded recoded) -> {
                decoder.take(unit);
                recoded.throwFailure();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (way instanceof Way.CodedAnew(PcmDecoder decoder, Recoded recoded)) {
                decoder.close();
                recoded.close();
            }
            way = new Way.Unknown();
        } finally {
            lock.unlock();
        }
    }

    /** Encodes samples as mono units, whose times follow those of the samples, also over a gap. */
    private static final class Recoded implements PcmDecoder.Outlet, AutoCloseable {
        private static final long MICROS = 1_000_000;
        /** Smaller differences are times rounded to a container's tick, not gaps. */
        private static final long ROUNDING_MICROS = 50_000;

        private final VoiceEncoder encoder;
        private final float[] unit = new float[VoiceEncoder.UNIT];
        private Optional<IOException> failure = Optional.empty();
        private int filled;
        /** Samples that were passed to the encoder. */
        private long coded;
        /** Offset from the encoder's time to the session's. */
        private long shiftMicros = Long.MIN_VALUE;

        Recoded(SoundReencoder.Outlet outlet) throws IOException {
            encoder = VoiceEncoder.open((pts, duration, bytes) -> outlet.unit(pts + shiftMicros, duration, bytes));
        }

        @Override
        public void samples(long ptsMicros, float[] samples) {
            follow(ptsMicros);
            for (int sample = 0; sample + 1 < samples.length; sample += PcmEncoder.CHANNELS) {
                unit[filled++] = (samples[sample] + samples[sample + 1]) / 2;
                if (filled == unit.length) {
                    encode();
                }
            }
        }

        private void follow(long ptsMicros) {
            long shift = ptsMicros - (coded + filled) * MICROS / VoiceEncoder.RATE;
            if (shiftMicros == Long.MIN_VALUE || Math.abs(shift - shiftMicros) > ROUNDING_MICROS) {
                shiftMicros = shift + filled * MICROS / VoiceEncoder.RATE;
                filled = 0;
            }
        }

        private void encode() {
            filled = 0;
            try {
                encoder.take(unit);
            } catch (IOException e) {
                failure = Optional.of(e);
            }
            coded += unit.length;
        }

        void throwFailure() throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        @Override
        public void close() {
            encoder.close();
        }
    }
}
