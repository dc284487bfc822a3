package dev.marotte.sink.live;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;

/**
 * What a muxer has to know of the units before the first: H.264 and AAC.
 *
 * @param pictureSetup SPS and PPS, in the form of a byte stream
 * @param soundSetup AudioSpecificConfig
 */
public record EncodedForm(int width, int height, FrameRate rate, Bytes pictureSetup, Bytes soundSetup) {}
