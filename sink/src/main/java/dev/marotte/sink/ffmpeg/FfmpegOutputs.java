package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.IoLimit;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.sink.live.EncodedForm;
import dev.marotte.sink.live.EncodedUnit;
import dev.marotte.sink.live.EncodedUnit.Kind;
import dev.marotte.sink.live.LiveOutput;
import dev.marotte.sink.live.OutputMuxer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** A live output through one of FFmpeg's muxers, over a connection or to the disk. Owns the muxer; one thread. */
public final class FfmpegOutputs implements OutputMuxer {
    /** Time for the other side to be there; after that it is tried again. */
    private static final Duration CONNECTING = Duration.ofSeconds(15);
    /** Time for the other side to take a unit; when it passes, the other side counts as gone. */
    private static final Duration WRITING = Duration.ofSeconds(4);
    /** Time to close a connection whose other side may no longer respond. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);
    private static final int PICTURES = 0;
    private static final int SOUNDS = 1;

    private final NativeScope natives;
    private final EncodedForm form;
    private final AudioCodec coding;
    private final IoLimit limit;
    private final AVFormatContext muxer;
    private final AVPacket packet;
    private OptionalLong beginning = OptionalLong.empty();
    private boolean broken;

    private FfmpegOutputs(NativeScope natives, LiveOutput output, EncodedForm form, IoLimit limit) throws IOException {
        this.natives = natives;
        this.form = form;
        coding = output.sound();
        this.limit = limit;
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        muxer = natives.own(new AVFormatContext(null), each -> avformat_free_context(each));
        natives.own(muxer, FfmpegOutputs::closeIo);
        limit.within(CONNECTING);
        try {
            connect(OutputForm.of(output));
        } catch (IOException failed) {
            throw limit.isOver()
                    ? new IOException("nobody was there for " + CONNECTING.toSeconds() + " s", failed)
                    : output.fault(failed);
        }
    }

    /** An opener for an output. */
    public static OutputMuxer.Opener opener(LiveOutput output) {
        return (form, unwanted) -> NativeScope.filledBy(natives ->
                new FfmpegOutputs(natives, output, form, natives.own(new IoLimit(unwanted), IoLimit::close)));
    }

    private void connect(OutputForm output) throws IOException {
        try (BytePointer url = new BytePointer(output.url(), StandardCharsets.UTF_8);
                BytePointer name = new BytePointer(output.muxer(), StandardCharsets.US_ASCII)) {
            check(avformat_alloc_output_context2(muxer, null, name, url), "no muxer for it");
            limit.over(muxer);
            addStreams();
            AVDictionary options = options(output.options());
            try {
                if ((muxer.oformat().flags() & AVFMT_NOFILE) == 0) {
                    AVIOContext io = new AVIOContext(null);
                    check(avio_open2(io, url, AVIO_FLAG_WRITE, limit.callback(), options), "it is not there");
                    muxer.pb(io);
                }
                check(avformat_write_header(muxer, options), "it cannot be begun");
            } finally {
                av_dict_free(options);
            }
        }
    }

    private static AVDictionary options(Map<String, String> named) {
        AVDictionary options = new AVDictionary(null);
        named.forEach((name, value) -> av_dict_set(options, name, value, 0));
        return options;
    }

    private void addStreams() {
        AVStream pictures = avformat_new_stream(muxer, null);
        pictures.time_base(av_make_q(form.rate().denominator(), form.rate().numerator()))
                .avg_frame_rate(av_make_q(form.rate().numerator(), form.rate().denominator()));
        AVCodecParameters picture = pictures.codecpar();
        picture.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_H264).format(AV_PIX_FMT_YUV420P);
        picture.width(form.width()).height(form.height());
        picture.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709).color_space(AVCOL_SPC_BT709);
        setUp(picture, form.pictureSetup());
        AVCodecParameters sound = avformat_new_stream(muxer, null).codecpar();
        sound.codec_type(AVMEDIA_TYPE_AUDIO).sample_rate(PcmEncoder.RATE);
        switch (coding) {
            case AAC ->
                sound.codec_id(AV_CODEC_ID_AAC).format(AV_SAMPLE_FMT_FLTP).frame_size(1024);
            case OPUS ->
                sound.codec_id(AV_CODEC_ID_OPUS).format(AV_SAMPLE_FMT_FLT).frame_size(960);
        }
        av_channel_layout_default(sound.ch_layout(), PcmEncoder.CHANNELS);
        setUp(sound, Objects.requireNonNull(form.soundSetups().get(coding), "what an output wants is encoded"));
    }

    private static void setUp(AVCodecParameters parameters, Bytes setup) {
        byte[] bytes = setup.unsafeArray();
        BytePointer memory =
                new BytePointer(av_mallocz(bytes.length + AV_INPUT_BUFFER_PADDING_SIZE)).capacity(bytes.length);
        parameters.extradata(memory.put(bytes)).extradata_size(bytes.length);
    }

    /** Drops sound from before the first picture: muxers do not accept times before their first one. */
    @Override
    public void write(EncodedUnit unit) throws IOException {
        long first = beginning.orElse(unit.ptsMicros());
        beginning = OptionalLong.of(first);
        if (unit.ptsMicros() >= first) {
            writeNow(unit);
        }
    }

    private void writeNow(EncodedUnit unit) throws IOException {
        limit.within(WRITING);
        try {
            fill(unit);
            check(av_write_frame(muxer, packet), "the other side does not take it");
            check(flush(), "the other side is gone");
        } catch (IOException gone) {
            broken = true;
            throw gone;
        } finally {
            av_packet_unref(packet);
        }
    }

    /** A key frame repeats the decoder's setup, because a viewer that joins a transport stream has seen no header. */
    private void fill(EncodedUnit unit) throws IOException {
        boolean picture = unit.kind() == Kind.PICTURE;
        byte[] setup = picture && unit.key() ? form.pictureSetup().unsafeArray() : new byte[0];
        byte[] bytes = unit.bytes().unsafeArray();
        check(av_new_packet(packet, setup.length + bytes.length), "no memory for it");
        packet.data().put(setup);
        new BytePointer(packet.data()).position(setup.length).put(bytes);
        packet.pts(unit.ptsMicros()).dts(unit.ptsMicros()).duration(unit.durationMicros());
        packet.stream_index(picture ? PICTURES : SOUNDS).flags(unit.key() ? AV_PKT_FLAG_KEY : 0);
        av_packet_rescale_ts(
                packet, MICROSECONDS, muxer.streams(packet.stream_index()).time_base());
    }

    private int flush() {
        AVIOContext io = muxer.pb();
        if (io == null || io.isNull()) {
            return 0;
        }
        avio_flush(io);
        return io.error();
    }

    private static void closeIo(AVFormatContext muxer) {
        if (!muxer.isNull() && muxer.pb() != null && (muxer.oformat().flags() & AVFMT_NOFILE) == 0) {
            AVIOContext io = muxer.pb();
            muxer.pb(null);
            avio_close(io);
        }
    }

    /** Of FFmpeg's muxers only the playlist's needs to be told: the others end a connection in one way. */
    @Override
    public void finish() {
        if (muxer.oformat().name().getString().equals(OutputForm.PLAYLIST)) {
            av_opt_set(muxer.priv_data(), "hls_flags", "-omit_endlist", 0);
        }
    }

    @Override
    public void close() {
        limit.lastly(CLOSING);
        if (!broken) {
            av_write_trailer(muxer);
        }
        natives.close();
    }
}
