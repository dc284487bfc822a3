package dev.marotte.ingest.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A frame from a decoder, and what is needed to show it, which may change from frame to frame.
 *
 * @param pixels owned by the decoder; valid until it returns the next frame
 * @param pixelAspect width of a pixel divided by its height
 */
record DecodedFrame(AVFrame pixels, double pixelAspect, Orientation orientation) {
    /** The size at which a player shows it, in square pixels. */
    FrameSize uprightSize() {
        return FrameSize.of(pixels.width(), pixels.height(), pixelAspect).turned(orientation);
    }
}
