package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** How a coded picture must be turned to be upright: transposed first, then mirrored. */
record Orientation(boolean transposed, boolean mirrored, boolean upsideDown) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** Reads the container's orientation, as phones write it. */
    static Orientation of(AVCodecParameters stream) {
        AVPacketSideData found = av_packet_side_data_get(
                stream.coded_side_data(), stream.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        return found == null ? UPRIGHT : of(new IntPointer(found.data()));
    }

    /** Reads the picture's own orientation: EXIF in a JPEG. */
    static Orientation of(AVFrame frame) {
        AVFrameSideData found = av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        return found == null ? UPRIGHT : of(new IntPointer(found.data()));
    }

    /** Reads FFmpeg's 3×3 display matrix (a b u, c d v, x y w), which maps (p, q) to (ap + cq, bp + dq); rounds to quarter turns. */
    private static Orientation of(IntPointer matrix) {
        int a = matrix.get(0);
        int b = matrix.get(1);
        int c = matrix.get(3);
        int d = matrix.get(4);
        return Math.abs((long) a) >= Math.abs((long) b)
                ? new Orientation(false, a < 0, d < 0)
                : new Orientation(true, c < 0, b < 0);
    }

    /** Turns {@code picture} in place. */
    void apply(Mat picture) {
        if (transposed) {
            opencv_core.transpose(picture, picture);
        }
        if (mirrored || upsideDown) {
            opencv_core.flip(picture, picture, flipCode());
        }
    }

    private int flipCode() {
        return mirrored && upsideDown ? -1 : mirrored ? 1 : 0;
    }
}
