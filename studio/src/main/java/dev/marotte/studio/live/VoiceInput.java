package dev.marotte.studio.live;

import dev.marotte.media.ffmpeg.PcmDecoder;
import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.media.ffmpeg.VoiceEncoder;
import dev.marotte.media.ffmpeg.VoiceResampler;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.studio.live.MediaMessage.Coding;
import java.io.IOException;
import java.util.Arrays;

/** Converts a client's sound to samples at {@link VoiceEncoder#RATE}. Owns native memory; one thread. */
sealed interface VoiceInput extends AutoCloseable {
    /** The samples of a message; none if it cannot be decoded. */
    float[] samples(MediaMessage message) throws IOException;

    @Override
    void close();

    /** Opens the input for the sound that a client declares; the caller closes it. */
    static VoiceInput of(DrivingTerms terms, SessionId session) throws IOException {
        return terms.sound() == Coding.OPUS
                ? new OpusInput(session)
                : new PcmInput(VoiceResampler.from(terms.soundRate()));
    }

    /** Uncompressed samples. */
    record PcmInput(VoiceResampler resampler) implements VoiceInput {
        @Override
        public float[] samples(MediaMessage message) throws IOException {
            return message.coding() == Coding.PCM ? resampler.take(message.payload()) : new float[0];
        }

        @Override
        public void close() {
            resampler.close();
        }
    }

    /** Opus from a browser's microphone. */
    final class OpusInput implements VoiceInput {
        private final SessionId session;
        private final PcmDecoder decoder;
        private float[] decoded = new float[0];

        private OpusInput(SessionId session) throws IOException {
            this.session = session;
            var header = new AudioHeader(session, AudioCodec.OPUS, OpusUnits.RATE, 1, OpusUnits.setup());
            decoder = PcmDecoder.open(header, (_, samples) -> decoded = joined(decoded, left(samples)));
        }

        /** Both channels of mono sound are the same. */
        private static float[] left(float[] samples) {
            float[] left = new float[samples.length / PcmEncoder.CHANNELS];
            for (int sample = 0; sample < left.length; sample++) {
                left[sample] = samples[sample * PcmEncoder.CHANNELS];
            }
            return left;
        }

        private static float[] joined(float[] first, float[] second) {
            float[] joined = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, joined, first.length, second.length);
            return joined;
        }

        @Override
        public float[] samples(MediaMessage message) throws IOException {
            decoded = new float[0];
            Bytes unit = message.payload();
            if (message.coding() == Coding.OPUS) {
                decoder.take(new AudioUnit(
                        session,
                        message.index() + 1,
                        new Pts(message.ptsMicros()),
                        OpusUnits.durationMicros(unit),
                        unit));
            }
            return decoded;
        }

        @Override
        public void close() {
            decoder.close();
        }
    }
}
