package dev.marotte.studio.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Muxes H.264 in Annex B and mono Opus as an MPEG transport stream, packet by packet. Nothing is held back, so a reader that joins at a key frame sees it at
 * once. Owns native memory; one thread.
 */
public final class TransportStream implements AutoCloseable {
    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);
    private static final int PICTURES = 0;
    private static final int SOUNDS = 1;
    private static final int OPUS_RATE = 48_000;
    /** Required by the muxer, which does not write it: pictures state their size themselves. */
    private static final int ANY_SIDE = 512;

    private final NativeScope natives;
    private final AVFormatContext muxer;
    private final AVPacket packet;
    private Bytes header = Bytes.EMPTY;

    private TransportStream(NativeScope natives, Bytes soundSetup) throws IOException {
        this.natives = natives;
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        muxer = natives.own(new AVFormatContext(null), each -> avformat_free_context(each));
        check(avformat_alloc_output_context2(muxer, null, "mpegts", null), "no muxer for a transport stream");
        AVCodecParameters pictures = avformat_new_stream(muxer, null).codecpar();
        pictures.codec_type(AVMEDIA_TYPE_VIDEO)
                .codec_id(AV_CODEC_ID_H264)
                .width(ANY_SIDE)
                .height(ANY_SIDE);
        AVCodecParameters sounds = avformat_new_stream(muxer, null).codecpar();
        sounds.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_OPUS).sample_rate(OPUS_RATE);
        av_channel_layout_default(sounds.ch_layout(), 1);
        setUp(sounds, soundSetup);
        begin();
    }

    /** Opens a stream whose first bytes come with its first unit; the caller closes it. */
    public static TransportStream open(Bytes soundSetup) throws IOException {
        return NativeScope.filledBy(natives -> new TransportStream(natives, soundSetup));
    }

    private static void setUp(AVCodecParameters parameters, Bytes setup) {
        byte[] bytes = setup.unsafeArray();
        BytePointer memory =
                new BytePointer(av_mallocz(bytes.length + AV_INPUT_BUFFER_PADDING_SIZE)).capacity(bytes.length);
        parameters.extradata(memory.put(bytes)).extradata_size(bytes.length);
    }

    private void begin() throws IOException {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "muxdelay", "0", 0);
        // Packets are sent as they come, whatever the other track does.
        av_dict_set(options, "pes_payload_size", "0", 0);
        try {
            header = written(() -> check(avformat_write_header(muxer, options), "cannot begin a transport stream"));
        } finally {
            av_dict_free(options);
        }
    }

    /** Muxes one access unit. */
    public Bytes picture(long ptsMicros, boolean key, Bytes unit) throws IOException {
        return packed(PICTURES, ptsMicros, 0, key, unit);
    }

    /** Muxes one unit of sound. */
    public Bytes sound(long ptsMicros, long durationMicros, Bytes unit) throws IOException {
        return packed(SOUNDS, ptsMicros, durationMicros, true, unit);
    }

    private Bytes packed(int stream, long ptsMicros, long durationMicros, boolean key, Bytes unit) throws IOException {
        Bytes first = header;
        header = Bytes.EMPTY;
        Bytes bytes = written(() -> {
            check(av_new_packet(packet, unit.size()), "no memory for a unit");
            packet.data().put(unit.unsafeArray());
            packet.pts(ptsMicros).dts(ptsMicros).duration(durationMicros).stream_index(stream);
            packet.flags(key ? AV_PKT_FLAG_KEY : 0);
            av_packet_rescale_ts(packet, MICROSECONDS, muxer.streams(stream).time_base());
            try {
                check(av_write_frame(muxer, packet), "cannot write a transport stream");
            } finally {
                av_packet_unref(packet);
            }
        });
        return first.size() == 0 ? bytes : joined(first, bytes);
    }

    private static Bytes joined(Bytes first, Bytes second) {
        byte[] joined = Arrays.copyOf(first.unsafeArray(), first.size() + second.size());
        System.arraycopy(second.unsafeArray(), 0, joined, first.size(), second.size());
        return Bytes.of(joined);
    }

    /** Writes to memory. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private Bytes written(Writing writing) throws IOException {
        AVIOContext memory = new AVIOContext(null);
        check(avio_open_dyn_buf(memory), "no memory for a transport stream");
        muxer.pb(memory);
        byte[] bytes;
        try {
            writing.run();
            check(av_write_frame(muxer, null), "cannot write a transport stream");
        } finally {
            muxer.pb(null);
            bytes = taken(memory);
        }
        return Bytes.of(bytes);
    }

    /** Closes the memory, which must be done after a fault as well. */
    private static byte[] taken(AVIOContext memory) {
        BytePointer filled = new BytePointer((Pointer) null);
        byte[] bytes = new byte[avio_close_dyn_buf(memory, filled)];
        filled.get(bytes);
        av_free(filled);
        return bytes;
    }

    @Override
    public void close() {
        natives.close();
    }
}
