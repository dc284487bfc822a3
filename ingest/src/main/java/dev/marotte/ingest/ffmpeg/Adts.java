package dev.marotte.ingest.ffmpeg;

import dev.marotte.schemas.Bytes;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** AAC in transport streams: a header before every unit (ISO/IEC 13818-7, 6.2) instead of one AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
final class Adts {
    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };
    private static final int LOW_COMPLEXITY = 2;
    private static final int SHORT_HEADER = 7;
    private static final int HEADER_WITH_CHECKSUM = 9;
    /** With spectral band replication, a unit holds twice the samples, at twice the rate given in its header. */
    private static final int REPLICATED_SAMPLES = 2048;

    private Adts() {}

    static boolean describes(AVCodecParameters parameters) {
        int channels = parameters.ch_layout().nb_channels();
        return channels >= 1 && channels <= 6 && rateIndex(parameters) >= 0;
    }

    /** The AudioSpecificConfig of the stream. */
    static Bytes setup(AVCodecParameters parameters) {
        int config = LOW_COMPLEXITY << 11
                | rateIndex(parameters) << 7
                | parameters.ch_layout().nb_channels() << 3;
        return Bytes.of(new byte[] {(byte) (config >> 8), (byte) config});
    }

    private static int rateIndex(AVCodecParameters parameters) {
        int rate =
                parameters.frame_size() == REPLICATED_SAMPLES ? parameters.sample_rate() / 2 : parameters.sample_rate();
        for (int index = 0; index < RATES.length; index++) {
            if (RATES[index] == rate) {
                return index;
            }
        }
        return -1;
    }

    /** The unit without its header, if it has one. */
    static byte[] strip(byte[] unit) {
        boolean headed = unit.length > HEADER_WITH_CHECKSUM && (unit[0] & 0xFF) == 0xFF && (unit[1] & 0xF6) == 0xF0;
        if (!headed) {
            return unit;
        }
        return Arrays.copyOfRange(unit, (unit[1] & 1) == 1 ? SHORT_HEADER : HEADER_WITH_CHECKSUM, unit.length);
    }
}
