package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.media.ffmpeg.SoundReencoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.sink.Output;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * The sound of a muxed clip: unchanged where the container can carry it, else re-encoded. That happens here and not in ingest,
 * because a recorded session may be written again in another form, and that form is known only here: WebM takes no AAC, QuickTime no
 * Opus.
 */
final class SoundTrack implements AutoCloseable {
    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);
    /** Units closer than this to the end of the previous one are meant to follow it directly: containers round their times to 1 ms. */
    private static final int ROUNDING_PER_SECOND = 500;

    private final NativeScope natives;
    private final AVFormatContext muxer;
    private final AVStream stream;
    private final AVRational sampleBase;
    private final AVPacket packet;
    private final Optional<SoundReencoder> reencoder;
    private long expected = Long.MIN_VALUE;
    /** Times in a file must increase. */
    private long least = Long.MIN_VALUE;

    private SoundTrack(NativeScope natives, AVFormatContext muxer, AudioHeader header, Output.Form form)
            throws IOException {
        this.natives = natives;
        this.muxer = muxer;
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        AudioCodec target = target(header.codec(), form);
        AVCodecParameters source =
                parameters(header.codec(), header.sampleRate(), header.channels(), header.setup(), 0);
        try {
            reencoder = target == header.codec()
                    ? Optional.empty()
                    : Optional.of(natives.own(SoundReencoder.open(source, target, this::write), SoundReencoder::close));
            stream = avformat_new_stream(muxer, null);
            avcodec_parameters_copy(stream.codecpar(), source);
        } finally {
            avcodec_parameters_free(source);
        }
        reencoder.ifPresent(coder -> describe(target, coder));
        sampleBase = av_make_q(1, stream.codecpar().sample_rate());
        stream.time_base(sampleBase);
    }

    static SoundTrack open(AVFormatContext muxer, AudioHeader header, Output.Form form) throws IOException {
        return NativeScope.filledBy(natives -> new SoundTrack(natives, muxer, header, form));
    }

    private static AudioCodec target(AudioCodec codec, Output.Form form) {
        return switch (form) {
            case WEBM -> AudioCodec.OPUS;
            case MOV -> AudioCodec.AAC;
            case MP4, MATROSKA, PICTURES -> codec;
        };
    }

    private void describe(AudioCodec target, SoundReencoder coder) {
        AVCodecParameters parameters =
                parameters(target, coder.sampleRate(), coder.channels(), coder.setup(), coder.priming());
        avcodec_parameters_copy(stream.codecpar(), parameters);
        avcodec_parameters_free(parameters);
    }

    private static AVCodecParameters parameters(AudioCodec codec, int rate, int channels, Bytes setup, int priming) {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        boolean opus = codec == AudioCodec.OPUS;
        parameters.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(opus ? AV_CODEC_ID_OPUS : AV_CODEC_ID_AAC);
        parameters.sample_rate(rate).frame_size(opus ? 960 : 1024);
        parameters.initial_padding(opus ? preSkip(setup) : priming);
        av_channel_layout_default(parameters.ch_layout(), channels);
        byte[] bytes = setup.unsafeArray();
        BytePointer extradata =
                new BytePointer(av_mallocz(bytes.length + AV_INPUT_BUFFER_PADDING_SIZE)).capacity(bytes.length);
        extradata.put(bytes);
        return parameters.extradata(extradata).extradata_size(bytes.length);
    }

    /** Samples at 48 kHz that a player drops at the start: bytes 10 and 11 of OpusHead (RFC 7845, 5.1). */
    private static int preSkip(Bytes head) {
        return head.size() < 12 ? 0 : head.view().order(ByteOrder.LITTLE_ENDIAN).getShort(10) & 0xFFFF;
    }

    void unit(AudioUnit unit) throws IOException {
        if (reencoder.isEmpty()) {
            write(unit.pts().micros(), unit.durationMicros(), unit.bytes());
            return;
        }
        fill(unit.bytes());
        reencoder.get().take(packet.pts(unit.pts().micros()).duration(unit.durationMicros()));
        av_packet_unref(packet);
    }

    void drain() throws IOException {
        if (reencoder.isPresent()) {
            reencoder.get().drain();
        }
    }

    private void write(long ptsMicros, long durationMicros, Bytes bytes) throws IOException {
        // A unit that follows directly is written later than its own time, so the next one, if stamped slightly
        // earlier, could fall behind it.
        long pts = Math.max(touching(av_rescale_q(ptsMicros, MICROSECONDS, sampleBase)), least);
        long duration = av_rescale_q(durationMicros, MICROSECONDS, sampleBase);
        expected = pts + duration;
        least = pts + 1;
        fill(bytes);
        packet.pts(pts).dts(pts).duration(duration).stream_index(stream.index()).flags(AV_PKT_FLAG_KEY);
        av_packet_rescale_ts(packet, sampleBase, stream.time_base());
        check(av_interleaved_write_frame(muxer, packet), "cannot write");
    }

    private long touching(long pts) {
        boolean touches = expected != Long.MIN_VALUE
                && Math.abs(pts - expected) <= stream.codecpar().sample_rate() / ROUNDING_PER_SECOND;
        return touches ? expected : pts;
    }

    private void fill(Bytes bytes) throws IOException {
        check(av_new_packet(packet, bytes.size()), "no memory for sound");
        packet.data().put(bytes.unsafeArray());
    }

    @Override
    public void close() {
        natives.close();
    }
}
