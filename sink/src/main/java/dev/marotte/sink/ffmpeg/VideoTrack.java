package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of a muxed clip: BT.709, limited range, 4:2:0. Odd widths and heights are padded to even ones by repeating the last column
 * and row; cropping would lose pixels of the portrait. Owns the encoder.
 */
final class VideoTrack implements AutoCloseable {
    private static final int KEY_FRAME_SECONDS = 2;

    private final NativeScope natives;
    private final AVFormatContext muxer;
    private final AVStream stream;
    private final AVCodecContext encoder;
    private final boolean alpha;
    private final Picture firstPicture;
    private final EncoderPicture seen;
    private final AVPacket packet;
    private final Mat decoded;
    private long frames;

    private VideoTrack(NativeScope natives, AVFormatContext muxer, VideoCoding coding, FrameRate rate, Rendered first)
            throws IOException {
        this.natives = natives;
        this.muxer = muxer;
        alpha = coding.alpha();
        firstPicture = first.picture();
        encoder = natives.own(avcodec_alloc_context3(coding.codec()), each -> avcodec_free_context(each));
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        decoded = natives.own(new Mat(), Mat::close);
        openEncoder(coding, rate);
        stream = beginStream();
        seen = natives.own(EncoderPicture.of(encoder, alpha), EncoderPicture::close);
    }

    static VideoTrack open(AVFormatContext muxer, VideoCoding coding, FrameRate rate, Rendered first)
            throws IOException {
        return NativeScope.filledBy(natives -> new VideoTrack(natives, muxer, coding, rate, first));
    }

    private AVStream beginStream() {
        AVStream stream = avformat_new_stream(muxer, null);
        stream.time_base(encoder.time_base()).avg_frame_rate(encoder.framerate());
        avcodec_parameters_from_context(stream.codecpar(), encoder);
        if (alpha) {
            AVDictionary metadata = new AVDictionary(null);
            av_dict_set(metadata, "alpha_mode", "1", 0);
            stream.metadata(metadata);
        }
        return stream;
    }

    private void openEncoder(VideoCoding coding, FrameRate rate) throws IOException {
        boolean globalHeader = (muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
        encoder.width(even(firstPicture.width())).height(even(firstPicture.height()));
        encoder.gop_size((int) Math.ceil(rate.perSecond() * KEY_FRAME_SECONDS));
        encoder.flags(globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0);
        coding.open(encoder, rate);
    }

    static int even(int pixels) {
        return pixels + (pixels & 1);
    }

    void show(Rendered frame) throws IOException {
        RenderedDecoder.decode(frame, firstPicture.width(), firstPicture.height(), alpha, decoded);
        seen.draw(decoded);
    }

    void frame() throws IOException {
        check(avcodec_send_frame(encoder, seen.frame().pts(frames++)), "cannot encode a picture");
        receive();
    }

    void drain() throws IOException {
        check(avcodec_send_frame(encoder, null), "cannot encode the last pictures");
        receive();
    }

    private void receive() throws IOException {
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            packet.stream_index(stream.index()).duration(1);
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(av_interleaved_write_frame(muxer, packet), "cannot write");
        }
    }

    @Override
    public void close() {
        natives.close();
    }
}
