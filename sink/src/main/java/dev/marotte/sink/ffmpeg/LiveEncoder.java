package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.FfmpegLog;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.Picture;
import dev.marotte.sink.live.EncodedForm;
import dev.marotte.sink.live.EncodedUnit;
import dev.marotte.sink.live.EncodedUnit.Kind;
import dev.marotte.sink.live.LiveWriter;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes pictures as H.264 and sound as AAC, Opus or both, once for all live outputs. Owns native memory; one thread. */
public final class LiveEncoder implements LiveWriter {
    /** A new viewer waits for a key frame, and playlist segments begin with one. */
    private static final int KEY_FRAME_SECONDS = 1;

    private final NativeScope natives;
    private final Target target;
    private final AVCodecContext pictures;
    private final Map<AudioCodec, PcmEncoder> sounds = new EnumMap<>(AudioCodec.class);
    private final EncoderPicture seen;
    private final Mat decoded;
    private final AVPacket packet;
    private final int width;
    private final int height;
    private long frames;

    /**
     * The destination of the units.
     *
     * @param keyWanted whether the next picture must be a key frame; asked before each
     * @param sounds wanted sound codings
     */
    public record Target(Consumer<EncodedUnit> units, BooleanSupplier keyWanted, Set<AudioCodec> sounds) {}

    private LiveEncoder(NativeScope natives, Picture first, FrameRate rate, Target target) throws IOException {
        this.natives = natives;
        this.target = target;
        width = VideoTrack.even(first.width());
        height = VideoTrack.even(first.height());
        VideoCoding coding = VideoCoding.live();
        pictures = natives.own(avcodec_alloc_context3(coding.codec()), each -> avcodec_free_context(each));
        pictures.width(width).height(height).flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        pictures.gop_size((int) Math.ceil(rate.perSecond() * KEY_FRAME_SECONDS));
        coding.open(pictures, rate);
        for (AudioCodec codec : target.sounds()) {
            sounds.put(codec, natives.own(sound(codec), PcmEncoder::close));
        }
        seen = natives.own(EncoderPicture.of(pictures, false), EncoderPicture::close);
        decoded = natives.own(new Mat(), Mat::close);
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
    }

    /** @param first picture, whose size all pictures get; others are fitted into it, on black */
    public static LiveEncoder open(Picture first, FrameRate rate, Target target) throws IOException {
        FfmpegLog.silence();
        return NativeScope.filledBy(natives -> new LiveEncoder(natives, first, rate, target));
    }

    public EncodedForm form(FrameRate rate) {
        Map<AudioCodec, Bytes> setups = new EnumMap<>(AudioCodec.class);
        sounds.forEach((codec, encoder) -> setups.put(codec, encoder.setup()));
        return new EncodedForm(width, height, rate, pictureSetup(), setups);
    }

    private Bytes pictureSetup() {
        byte[] setup = new byte[pictures.extradata_size()];
        pictures.extradata().get(setup);
        return Bytes.of(setup);
    }

    @Override
    public void show(Picture picture) throws IOException {
        RenderedDecoder.decodeOnto(picture, width, height, decoded);
        seen.draw(decoded);
    }

    @Override
    public void frame() throws IOException {
        int kind = target.keyWanted().getAsBoolean() ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
        check(avcodec_send_frame(pictures, seen.frame().pts(frames++).pict_type(kind)), "cannot encode a picture");
        while (avcodec_receive_packet(pictures, packet) >= 0) {
            target.units().accept(unit());
            av_packet_unref(packet);
        }
    }

    private EncodedUnit unit() {
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        long pts = micros(packet.pts());
        return new EncodedUnit(Kind.PICTURE, pts, micros(packet.pts() + 1) - pts, key, Bytes.of(bytes));
    }

    private long micros(long frame) {
        return av_rescale_q(frame, pictures.time_base(), av_make_q(1, 1_000_000));
    }

    @Override
    public void sound(float[] samples) throws IOException {
        for (PcmEncoder encoder : sounds.values()) {
            encoder.take(samples);
        }
    }

    private PcmEncoder sound(AudioCodec codec) throws IOException {
        Kind kind = Kind.of(codec);
        return PcmEncoder.open(
                codec,
                (pts, duration, bytes) -> target.units().accept(new EncodedUnit(kind, pts, duration, true, bytes)));
    }

    @Override
    public void close() {
        natives.close();
    }
}
