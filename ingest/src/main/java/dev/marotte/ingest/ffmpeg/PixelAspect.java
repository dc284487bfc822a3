package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The shape of a clip's pixels: that of the container, which is the one users correct, else that of each frame. Square counts as not
 * set, because muxers write it by default.
 */
final class PixelAspect {
    /** No camera goes beyond this (or its inverse); broken headers do. */
    private static final double MOST_OBLONG = 10;

    private final double container;

    PixelAspect(AVStream stream) {
        container = plausible(stream.sample_aspect_ratio());
    }

    double of(AVFrame frame) {
        return container == 1 ? plausible(frame.sample_aspect_ratio()) : container;
    }

    /** Width divided by height; square where no sensible value is given. */
    private static double plausible(AVRational aspect) {
        double said = aspect.num() > 0 && aspect.den() > 0 ? av_q2d(aspect) : 1;
        return said > 1 / MOST_OBLONG && said < MOST_OBLONG ? said : 1;
    }
}
