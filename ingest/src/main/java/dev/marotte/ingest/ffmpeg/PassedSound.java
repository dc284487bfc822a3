package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.PtsTimeline;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Passes AAC and Opus through unchanged, except that AAC with its setup in every unit (ADTS, in transport streams) has it removed there and sent once. */
final class PassedSound implements SoundPath {
    private static final int SHORTEST_OPUS_HEAD = 19;
    /** Matroska and FLV truncate durations to milliseconds. */
    private static final long ROUNDING_MICROS = 1000;

    private final AVStream stream;
    private final PtsTimeline.Track track;
    private final Consumer<Media> outlet;
    private final Soundtrack.Coded soundtrack;

    PassedSound(AVStream stream, PtsTimeline timeline, Consumer<Media> outlet) {
        this.stream = stream;
        this.outlet = outlet;
        AVCodecParameters parameters = stream.codecpar();
        track = timeline.track(typicalMicros(parameters));
        soundtrack = new Soundtrack.Coded(
                parameters.codec_id() == AV_CODEC_ID_OPUS ? AudioCodec.OPUS : AudioCodec.AAC,
                parameters.sample_rate(),
                parameters.ch_layout().nb_channels(),
                setup(parameters));
    }

    /** Whether every supported container can carry the stream as it is. */
    static boolean suits(AVStream stream) {
        AVCodecParameters parameters = stream.codecpar();
        return switch (parameters.codec_id()) {
            case AV_CODEC_ID_AAC -> parameters.extradata_size() >= 2 || Adts.describes(parameters);
            case AV_CODEC_ID_OPUS -> parameters.extradata_size() >= SHORTEST_OPUS_HEAD;
            default -> false;
        };
    }

    private static Bytes setup(AVCodecParameters parameters) {
        if (parameters.extradata_size() == 0) {
            return Adts.setup(parameters);
        }
        byte[] setup = new byte[parameters.extradata_size()];
        parameters.extradata().get(setup);
        return Bytes.of(setup);
    }

    private static long typicalMicros(AVCodecParameters parameters) {
        int samples = parameters.frame_size() > 0 ? parameters.frame_size() : 1024;
        return samples * 1_000_000L / parameters.sample_rate();
    }

    @Override
    public Soundtrack soundtrack() {
        return soundtrack;
    }

    @Override
    public boolean owns(AVPacket packet) {
        return packet.stream_index() == stream.index();
    }

    @Override
    public void take(AVPacket packet) {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        long duration = durationOf(packet);
        Pts pts = track.next(Container.micros(packet.pts(), stream.time_base()), duration);
        Bytes unit = Bytes.of(soundtrack.codec() == AudioCodec.AAC ? Adts.strip(bytes) : bytes);
        if (unit.size() > 0) {
            outlet.accept(new Media.Sound(pts, duration, unit));
        }
    }

    /** The duration of its samples, unless the container gives a better one: truncated durations would add up to a gap every few units. */
    private long durationOf(AVPacket packet) {
        long typical = typicalMicros(stream.codecpar());
        long said = av_rescale_q(packet.duration(), stream.time_base(), Container.MICROSECONDS);
        return said <= 0 || Math.abs(said - typical) < ROUNDING_MICROS ? typical : said;
    }

    @Override
    public void drain() {}

    @Override
    public long endMicros() {
        return track.end().micros();
    }

    @Override
    public void close() {}
}
