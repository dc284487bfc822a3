package dev.marotte.ingest.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A frame out of a decoder and what has to be known to show it, which may change from frame to frame.
 *
 * @param pixels the decoder's; valid until it gives the next one
 * @param pixelAspect width of a pixel through its height
 */
record DecodedFrame(AVFrame pixels, double pixelAspect, Orientation orientation) {
    /** As a player shows it, in square pixels. */
    FrameSize uprightSize() {
        return FrameSize.of(pixels.width(), pixels.height(), pixelAspect).turned(orientation);
    }
}
