package dev.marotte.sink.live;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import java.util.Map;

/**
 * What a muxer must know before the first unit: H.264, and the sound codings that outputs want.
 *
 * @param pictureSetup SPS and PPS, in byte stream format
 * @param soundSetups AudioSpecificConfig, OpusHead
 */
public record EncodedForm(
        int width, int height, FrameRate rate, Bytes pictureSetup, Map<AudioCodec, Bytes> soundSetups) {
    public EncodedForm {
        soundSetups = Map.copyOf(soundSetups);
    }
}
