package dev.marotte.media.ffmpeg;

import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/** The native libraries of FFmpeg and OpenCV, which take a second or two to load. */
public final class NativeLibraries {
    private NativeLibraries() {}

    /**
     * Loads them on a thread of its own, so that the first session of a process, which may be a live one that another process has just lost, does not wait
     * for that. Returns at once. A missing library is not reported here.
     */
    public static void loadAhead() {
        Thread.ofPlatform().daemon().name("library-loading").start(NativeLibraries::load);
    }

    /** Loads them on the caller's thread, unless they are loaded. A missing library is not reported here. */
    public static void load() {
        try {
            Stream.of(
                            avutil.class,
                            swresample.class,
                            swscale.class,
                            avcodec.class,
                            avformat.class,
                            opencv_core.class,
                            opencv_imgproc.class,
                            opencv_imgcodecs.class)
                    .forEach(Loader::load);
        } catch (LinkageError missing) {
            // Whoever needs it finds that out, and says what that means.
        }
    }
}
