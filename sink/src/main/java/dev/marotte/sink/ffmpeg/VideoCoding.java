package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static java.util.Map.entry;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.schemas.FrameRate;
import dev.marotte.sink.Output;
import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * The choice of encoder and its options: close to visually lossless, and fast enough that the sink is not the slowest stage.
 *
 * @param encoder FFmpeg's name for it
 * @param bitsPerPixel at 30 frames a second; 0 where {@code options} set a quality instead
 */
record VideoCoding(String encoder, boolean alpha, double bitsPerPixel, Map<String, String> options) {
    private static final double SHORTEST_RATE_MEMORY = 30;

    /** WebM takes only VP9; other forms use x264 if the GPL natives are on the classpath, else Cisco's encoder. */
    static VideoCoding of(Output.Form form, boolean alpha) {
        if (form == Output.Form.WEBM) {
            return vp9(alpha);
        }
        return avcodec_find_encoder_by_name("libx264") == null ? openh264() : x264();
    }

    private static VideoCoding vp9(boolean alpha) {
        Map<String, String> options = Map.ofEntries(
                entry("deadline", "realtime"),
                entry("cpu-used", "7"),
                entry("crf", "22"),
                entry("b", "0"),
                entry("row-mt", "1"),
                entry("auto-alt-ref", "0"),
                entry("lag-in-frames", "0"));
        return new VideoCoding("libvpx-vp9", alpha, 0, options);
    }

    private static VideoCoding x264() {
        return new VideoCoding("libx264", false, 0, Map.of("preset", "veryfast", "crf", "17"));
    }

    /**
     * OpenH264 has no constant-quality mode, so it gets bits to spare. CAVLC takes a fifth less time than CABAC and costs 0.2 dB at these
     * rates. Quantisers below 18 made the files of three sessions 1.7 to 2.3 times as large, for a tenth of a decibel in one.
     */
    private static VideoCoding openh264() {
        Map<String, String> options = Map.ofEntries(
                entry("profile", "high"),
                entry("coder", "cavlc"),
                entry("rc_mode", "quality"),
                entry("allow_skip_frames", "0"),
                entry("qmin", "18"));
        return new VideoCoding("libopenh264", false, 0.35, options);
    }

    int pixelFormat() {
        return alpha ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_YUV420P;
    }

    AVCodec codec() throws IOException {
        AVCodec codec = avcodec_find_encoder_by_name(encoder);
        if (codec == null) {
            throw new IOException("this build of FFmpeg lacks the encoder " + encoder);
        }
        return codec;
    }

    /** Coding for live viewers: each picture leaves the encoder as soon as it went in, and no second takes far more bits than others. */
    static VideoCoding live() {
        return avcodec_find_encoder_by_name("libx264") == null
                ? new VideoCoding(
                        "libopenh264",
                        false,
                        0.2,
                        Map.of("profile", "main", "coder", "cavlc", "rc_mode", "bitrate", "allow_skip_frames", "0"))
                : new VideoCoding(
                        "libx264", false, 0.2, Map.of("preset", "veryfast", "tune", "zerolatency", "profile", "main"));
    }

    /**
     * Opens an encoder, whose size, key frame interval and flags have been set, for pictures in BT.709, limited range.
     *
     * @throws IOException if it cannot encode such pictures
     */
    void open(AVCodecContext encoder, FrameRate rate) throws IOException {
        encoder.pix_fmt(pixelFormat()).max_b_frames(0);
        encoder.time_base(av_make_q(rate.denominator(), rate.numerator()));
        encoder.framerate(av_make_q(rate.numerator(), rate.denominator()));
        encoder.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709).colorspace(AVCOL_SPC_BT709);
        encoder.color_range(AVCOL_RANGE_MPEG).chroma_sample_location(AVCHROMA_LOC_LEFT);
        apply(encoder, rate);
        // An encoder that could not be opened no longer knows its size.
        String refusal = "cannot encode " + encoder.width() + "x" + encoder.height() + " pictures";
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        int result = avcodec_open2(encoder, encoder.codec(), dictionary);
        av_dict_free(dictionary);
        check(result, refusal);
    }

    /** The bit rate grows more slowly than the frame rate: neighbours that are closer in time differ less. */
    private void apply(AVCodecContext context, FrameRate rate) {
        if (bitsPerPixel > 0) {
            double frames = Math.sqrt(rate.perSecond() * SHORTEST_RATE_MEMORY);
            context.bit_rate(Math.max(500_000, Math.round(bitsPerPixel * context.width() * context.height() * frames)));
        }
    }
}
