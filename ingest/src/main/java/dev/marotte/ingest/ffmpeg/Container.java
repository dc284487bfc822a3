package dev.marotte.ingest.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.StreamAddress;
import dev.marotte.media.ffmpeg.FileUrl;
import dev.marotte.media.ffmpeg.IoLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An opened media file: its streams and its packets. Owns the demuxer. */
final class Container implements AutoCloseable {
    static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);

    /** In containers whose times may jump, a longer gap in a stream counts as a splice. */
    private static final long LONGEST_GAP_MICROS = 10_000_000;

    private final AVFormatContext format;
    private final ReadAllowance allowance;
    private long reachedMicros;

    private Container(AVFormatContext format, ReadAllowance allowance) {
        this.format = format;
        this.allowance = allowance;
    }

    /** How long to wait for a packet, and the message if none has come; a file is waited for without limit. */
    interface ReadAllowance {
        ReadAllowance ENDLESS = new ReadAllowance() {
            @Override
            public void begin() {}

            @Override
            public Optional<String> breakOff(int ending) {
                return Optional.empty();
            }
        };

        /** Starts the wait for a packet. */
        void begin();

        /** The reason why a stream that ended with FFmpeg's code {@code ending} is over; empty for a file. */
        Optional<String> breakOff(int ending);
    }

    static Container open(Path file) throws IOException {
        AVFormatContext format = avformat_alloc_context();
        // On failure FFmpeg frees the context.
        try (BytePointer url = FileUrl.of(file)) {
            check(avformat_open_input(format, url, null, (AVDictionary) null), "not a video FFmpeg can read");
        }
        return described(new Container(format, ReadAllowance.ENDLESS));
    }

    /**
     * Opens a network stream.
     *
     * @param limit applies to the connection and the first read; {@code allowance} applies to each packet
     */
    static Container open(StreamAddress address, IoLimit limit, ReadAllowance allowance) throws IOException {
        AVFormatContext format = avformat_alloc_context();
        limit.over(format);
        AVDictionary options = new AVDictionary(null);
        StreamOptions.reading(address).forEach((name, value) -> av_dict_set(options, name, value, 0));
        try (BytePointer url = new BytePointer(address.withoutListen(), StandardCharsets.UTF_8)) {
            check(avformat_open_input(format, url, null, options), "it cannot be opened");
        } finally {
            av_dict_free(options);
        }
        return described(new Container(format, allowance));
    }

    private static Container described(Container container) throws IOException {
        try {
            check(avformat_find_stream_info(container.format, (PointerPointer<?>) null), "its streams cannot be read");
            return container;
        } catch (IOException unreadable) {
            container.close();
            throw unreadable;
        }
    }

    /** The reason why the stream is over; empty for a file. */
    Optional<String> breakOff(int ending) {
        return allowance.breakOff(ending);
    }

    /** The video that a player would choose; cover pictures of sound files and text drawn as video do not count. */
    Optional<AVStream> video() {
        return best(AVMEDIA_TYPE_VIDEO)
                .filter(stream -> (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0)
                .filter(stream -> stream.codecpar().codec_id() != AV_CODEC_ID_ANSI);
    }

    Optional<AVStream> sound() {
        return best(AVMEDIA_TYPE_AUDIO).filter(stream -> stream.codecpar().sample_rate() > 0);
    }

    private Optional<AVStream> best(int type) {
        int index = av_find_best_stream(format, type, -1, -1, (PointerPointer<?>) null, 0);
        return index < 0 ? Optional.empty() : Optional.of(format.streams(index));
    }

    /** Frames per second according to the container, or the rate of most cameras. */
    double frameRate(AVStream video) {
        double rate = av_q2d(av_guess_frame_rate(format, video, null));
        return rate > 0.1 && rate <= 1000 ? rate : 25;
    }

    /** The length that the header declares; 0 if it declares none, or if it was only guessed from the bit rate. */
    long promisedMicros() {
        boolean promised = format.duration() > 0 && format.duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE;
        return promised ? format.duration() : 0;
    }

    long longestGapMicros() {
        return (format.iformat().flags() & AVFMT_TS_DISCONT) != 0 ? LONGEST_GAP_MICROS : Long.MAX_VALUE;
    }

    /** Reads the next packet of any stream; 0, or FFmpeg's error at the end. */
    int read(AVPacket packet) {
        allowance.begin();
        int result = av_read_frame(format, packet);
        if (result >= 0) {
            reach(packet);
        }
        return result;
    }

    private void reach(AVPacket packet) {
        AVRational base = format.streams(packet.stream_index()).time_base();
        long start = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        OptionalLong end = start == AV_NOPTS_VALUE ? OptionalLong.empty() : micros(start + packet.duration(), base);
        reachedMicros = Math.max(reachedMicros, end.orElse(0));
    }

    /** How much is missing at the end compared with the header, on the longest of all streams, which need not be one that is read. */
    long missingMicros() {
        return Math.max(0, promisedMicros() - reachedMicros);
    }

    /** Converts an FFmpeg timestamp to microseconds; empty where there is none. */
    static OptionalLong micros(long timestamp, AVRational base) {
        return timestamp == AV_NOPTS_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(av_rescale_q(timestamp, base, MICROSECONDS));
    }

    @Override
    public void close() {
        avformat_close_input(format);
    }
}
