package dev.marotte.sink.live;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import java.util.Map;

/**
 * What a muxer has to know of the units before the first: H.264, and the codings of sound that outputs want.
 *
 * @param pictureSetup SPS and PPS, in the form of a byte stream
 * @param soundSetups AudioSpecificConfig, OpusHead
 */
public record EncodedForm(
        int width, int height, FrameRate rate, Bytes pictureSetup, Map<AudioCodec, Bytes> soundSetups) {
    public EncodedForm {
        soundSetups = Map.copyOf(soundSetups);
    }
}
