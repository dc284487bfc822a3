package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.PtsTimeline;
import dev.marotte.media.ffmpeg.SoundReencoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Encodes any other sound as AAC. */
final class ReencodedSound implements SoundPath {
    private final AVStream stream;
    private final PtsTimeline.Track track;
    private final SoundReencoder reencoder;

    private ReencodedSound(AVStream stream, PtsTimeline timeline, SoundReencoder reencoder) {
        this.stream = stream;
        this.reencoder = reencoder;
        track = timeline.track(0);
    }

    ReencodedSound(AVStream stream, PtsTimeline timeline, Consumer<Media> outlet) throws IOException {
        this(stream, timeline, SoundReencoder.open(stream.codecpar(), AudioCodec.AAC, to(outlet)));
    }

    /** Opens a path that gives all streams' sound the same form. */
    static ReencodedSound uniform(AVStream stream, PtsTimeline timeline, Consumer<Media> outlet) throws IOException {
        return new ReencodedSound(stream, timeline, SoundReencoder.openUniform(stream.codecpar(), to(outlet)));
    }

    private static SoundReencoder.Outlet to(Consumer<Media> outlet) {
        return (pts, duration, bytes) -> outlet.accept(new Media.Sound(new Pts(pts), duration, bytes));
    }

    @Override
    public Soundtrack soundtrack() {
        return new Soundtrack.Coded(AudioCodec.AAC, reencoder.sampleRate(), reencoder.channels(), reencoder.setup());
    }

    @Override
    public boolean owns(AVPacket packet) {
        return packet.stream_index() == stream.index();
    }

    @Override
    public void take(AVPacket packet) throws IOException {
        long duration = av_rescale_q(packet.duration(), stream.time_base(), Container.MICROSECONDS);
        Pts pts = track.next(Container.micros(packet.pts(), stream.time_base()), duration);
        reencoder.take(packet.pts(pts.micros()).duration(duration));
    }

    @Override
    public void drain() throws IOException {
        reencoder.drain();
    }

    @Override
    public long endMicros() {
        return track.end().micros();
    }

    @Override
    public void close() {
        reencoder.close();
    }
}
