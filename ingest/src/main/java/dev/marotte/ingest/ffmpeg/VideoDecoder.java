package dev.marotte.ingest.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.NativeScope;
import java.io.IOException;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Decodes packets of one stream into frames, one at a time. Owns the decoder and the frame. */
final class VideoDecoder implements AutoCloseable {
    private static final int MOST_THREADS = 4;

    /** The result of asking for a frame. */
    enum Outcome {
        FRAME,
        NEEDS_PACKET,
        BROKEN,
        END
    }

    private final NativeScope natives;
    private final AVCodecContext context;
    private final AVRational timeBase;
    private final AVFrame frame;
    private final Orientation orientation;
    private final PixelAspect pixelAspect;

    private VideoDecoder(NativeScope natives, AVStream stream, int threading) throws IOException {
        this.natives = natives;
        pixelAspect = new PixelAspect(stream);
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null) {
            throw new IOException("its video codec is not supported");
        }
        context = natives.own(avcodec_alloc_context3(codec), each -> avcodec_free_context(each));
        frame = natives.own(av_frame_alloc(), each -> av_frame_free(each));
        avcodec_parameters_to_context(context, stream.codecpar());
        timeBase = stream.time_base();
        orientation = Orientation.of(stream.codecpar());
        context.pkt_timebase(timeBase)
                .thread_type(threading)
                .thread_count(Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS));
        check(avcodec_open2(context, codec, (AVDictionary) null), "its video codec is not supported");
    }

    static VideoDecoder open(AVStream stream) throws IOException {
        return NativeScope.filledBy(natives ->
                new VideoDecoder(natives, stream, AVCodecContext.FF_THREAD_FRAME | AVCodecContext.FF_THREAD_SLICE));
    }

    /** Opens a decoder that returns each frame as soon as it has its packet: threads that work on several frames at once would hold them back. */
    static VideoDecoder openPrompt(AVStream stream) throws IOException {
        return NativeScope.filledBy(natives -> new VideoDecoder(natives, stream, AVCodecContext.FF_THREAD_SLICE));
    }

    /** Sends a packet, or none to drain the last frames; false if it could not be decoded. */
    boolean send(AVPacket packet) {
        return avcodec_send_packet(context, packet) >= 0;
    }

    void drain() {
        avcodec_send_packet(context, null);
    }

    Outcome receive() {
        int result = avcodec_receive_frame(context, frame);
        if (result >= 0) {
            return Outcome.FRAME;
        }
        return result == AVERROR_EAGAIN() ? Outcome.NEEDS_PACKET : result == AVERROR_EOF ? Outcome.END : Outcome.BROKEN;
    }

    /** The container's time of the last received frame, in µs. */
    OptionalLong frameMicros() {
        return Container.micros(frame.best_effort_timestamp(), timeBase);
    }

    /** How long the last received frame is shown; {@code otherwise} where the container does not say. */
    long frameDuration(long otherwise) {
        return frame.duration() > 0 ? av_rescale_q(frame.duration(), timeBase, Container.MICROSECONDS) : otherwise;
    }

    /** The last received frame; valid until the next one is received. */
    DecodedFrame frame() {
        return new DecodedFrame(frame, pixelAspect.of(frame), orientation());
    }

    /** How that frame must be turned: according to its stream, else to the frame itself. */
    private Orientation orientation() {
        return orientation.equals(Orientation.UPRIGHT) ? Orientation.of(frame) : orientation;
    }

    @Override
    public void close() {
        natives.close();
    }
}
