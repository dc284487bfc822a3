package dev.marotte.ingest.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.marotte.ingest.SourceSettings;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes access units that a client sends one by one, without a container, into pictures. The coding has no B-frames, so each unit
 * gives its picture at once. Owns the decoder; one thread.
 */
public final class PushedDecoder implements AutoCloseable {
    /** Codings for which browsers have an encoder. */
    public enum Coding {
        H264(AV_CODEC_ID_H264),
        VP8(AV_CODEC_ID_VP8),
        JPEG(AV_CODEC_ID_MJPEG);

        private final int codec;

        Coding(int codec) {
            this.codec = codec;
        }
    }

    private final NativeScope natives;
    private final AVCodecContext context;
    private final AVPacket packet;
    private final AVFrame frame;
    private final FrameEncoder encoder;

    private PushedDecoder(NativeScope natives, Coding coding, SourceSettings settings) throws IOException {
        this.natives = natives;
        AVCodec codec = avcodec_find_decoder(coding.codec);
        if (codec == null) {
            throw new IOException("this build of FFmpeg cannot decode " + coding);
        }
        context = natives.own(avcodec_alloc_context3(codec), each -> avcodec_free_context(each));
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        frame = natives.own(av_frame_alloc(), each -> av_frame_free(each));
        encoder = natives.own(new FrameEncoder(settings), FrameEncoder::close);
        // Several threads would hold back as many frames.
        context.thread_count(1).flags(AV_CODEC_FLAG_LOW_DELAY);
        check(avcodec_open2(context, codec, (AVDictionary) null), "cannot decode " + coding);
    }

    /** Opens a decoder; the caller closes it. */
    public static PushedDecoder open(Coding coding, SourceSettings settings) throws IOException {
        return NativeScope.filledBy(natives -> new PushedDecoder(natives, coding, settings));
    }

    /**
     * Decodes one unit; {@link #picture} returns the result.
     *
     * @return whether it gave a picture
     */
    public boolean decode(Bytes unit) {
        if (av_new_packet(packet, unit.size()) < 0) {
            return false;
        }
        packet.data().put(unit.unsafeArray());
        boolean taken = avcodec_send_packet(context, packet) >= 0;
        av_packet_unref(packet);
        return taken && avcodec_receive_frame(context, frame) >= 0;
    }

    /** The picture of the last unit, as JPEG. All pictures have the size of the first one. */
    public Picture picture() throws IOException {
        return encoder.encode(new DecodedFrame(frame, 1, Orientation.UPRIGHT));
    }

    @Override
    public void close() {
        natives.close();
    }
}
