package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.PtsTimeline;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * A video file with its sound. Opening it decodes the first frame, whose time becomes the session's 0. Sound that precedes it in
 * the file waits, and a file without any frame is detected before anything is sent.
 */
final class FfmpegClip implements DrivingSource {
    /** Limit on sound that waits for the first frame; a file with more has no usable video. */
    private static final int MOST_EARLY_BYTES = 64 << 20;
    /** If less than this is missing at the end, the header was rounded. */
    private static final long TOLERATED_LOSS_MICROS = 500_000;

    private final NativeScope natives;
    private final Container container;
    private final AVStream video;
    private final VideoDecoder decoder;
    private final FrameEncoder encoder;
    private final PtsTimeline timeline;
    private final PtsTimeline.Track frames;
    private final SoundPath sound;
    private final long typicalMicros;

    private final AVPacket packet;
    private final Queue<AVPacket> early = new ArrayDeque<>();
    private final Queue<Media> ready = new ArrayDeque<>();
    private Optional<ClipFacts> facts = Optional.empty();
    private boolean started;
    private int earlyBytes;
    private int ending;

    /** How the parts of a file or a stream are decoded. */
    private interface Decoding {
        VideoDecoder frames(AVStream video) throws IOException;

        SoundPath sound(Optional<AVStream> sound, PtsTimeline timeline, Consumer<Media> outlet) throws IOException;
    }

    private static final Decoding OF_FILE = new Decoding() {
        @Override
        public VideoDecoder frames(AVStream video) throws IOException {
            return VideoDecoder.open(video);
        }

        @Override
        public SoundPath sound(Optional<AVStream> sound, PtsTimeline timeline, Consumer<Media> outlet)
                throws IOException {
            return SoundPath.of(sound, timeline, outlet);
        }
    };

    private static final Decoding OF_STREAM = new Decoding() {
        @Override
        public VideoDecoder frames(AVStream video) throws IOException {
            return VideoDecoder.openPrompt(video);
        }

        @Override
        public SoundPath sound(Optional<AVStream> sound, PtsTimeline timeline, Consumer<Media> outlet)
                throws IOException {
            return SoundPath.uniform(sound, timeline, outlet);
        }
    };

    private FfmpegClip(NativeScope natives, Container container, SourceSettings settings, Decoding decoding)
            throws IOException {
        this.natives = natives;
        this.container = container;
        video = container.video().orElseThrow(() -> new IOException(whyThereIsNoVideo(container)));
        typicalMicros = Math.round(1_000_000 / container.frameRate(video));
        timeline = new PtsTimeline(container.longestGapMicros());
        frames = timeline.track(typicalMicros);
        decoder = natives.own(decoding.frames(video), VideoDecoder::close);
        sound = natives.own(decoding.sound(container.sound(), timeline, ready::add), SoundPath::close);
        encoder = natives.own(new FrameEncoder(settings), FrameEncoder::close);
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        natives.own(early, waiting -> waiting.forEach(each -> av_packet_free(each)));
    }

    static FfmpegClip open(Path file, SourceSettings settings) throws IOException {
        return NativeScope.filledBy(natives -> {
            Container container = natives.own(Container.open(file), Container::close);
            return new FfmpegClip(natives, container, settings, OF_FILE).atFirstFrame();
        });
    }

    /** Opens a network stream: each frame is available as soon as its packet has arrived, and its sound has one fixed form. */
    static FfmpegClip open(NativeScope.Making<Container> opening, SourceSettings settings) throws IOException {
        return NativeScope.filledBy(natives -> {
            Container container = natives.own(opening.in(natives), Container::close);
            return new FfmpegClip(natives, container, settings, OF_STREAM).atFirstFrame();
        });
    }

    private static String whyThereIsNoVideo(Container container) {
        return container.sound().isPresent()
                ? "it has no video; a voice alone is given as voice:FILE"
                : "it has no video";
    }

    private FfmpegClip atFirstFrame() throws IOException {
        while (!started) {
            advance();
            if ((!started && ready.peek() instanceof Media.End) || earlyBytes > MOST_EARLY_BYTES) {
                throw new IOException("its video has no frame that can be decoded");
            }
        }
        return this;
    }

    @Override
    public ClipFacts facts() {
        return facts.orElseThrow();
    }

    @Override
    public Media next() throws IOException {
        while (ready.isEmpty()) {
            advance();
        }
        return ready.remove();
    }

    @Override
    public Picture encode() throws IOException {
        return encoder.encode(decoder.frame());
    }

    /** Takes one step: a frame out of the decoder, or a packet into it. Stops at a frame, which stays in the decoder for {@link #encode}. */
    private void advance() throws IOException {
        switch (decoder.receive()) {
            case FRAME -> frame();
            case BROKEN -> broken();
            case NEEDS_PACKET -> readPacket();
            case END -> end();
        }
    }

    private void frame() throws IOException {
        if (!started) {
            start();
        }
        ready.add(new Media.Frame(frames.next(decoder.frameMicros(), decoder.frameDuration(typicalMicros))));
    }

    private void start() throws IOException {
        started = true;
        facts = Optional.of(firstFacts());
        timeline.startAt(decoder.frameMicros().orElse(0));
        while (!early.isEmpty()) {
            AVPacket waiting = early.remove();
            sound.take(waiting);
            av_packet_free(waiting);
        }
    }

    private ClipFacts firstFacts() {
        FrameSize size = encoder.canvas(decoder.frame());
        long frameCount = video.nb_frames() > 0 ? video.nb_frames() : container.promisedMicros() / typicalMicros;
        return new ClipFacts(size.width(), size.height(), container.frameRate(video), frameCount, sound.soundtrack());
    }

    /** Before the first frame, a decoder may fail on data that precedes its first key frame; nothing is missing then. */
    private void broken() {
        if (started) {
            ready.add(new Media.Broken(frames.next(OptionalLong.empty())));
        }
    }

    private void readPacket() throws IOException {
        int result = container.read(packet);
        if (result == AVERROR_EAGAIN()) {
            return;
        }
        if (result < 0) {
            ending = result;
            decoder.drain();
            return;
        }
        if (packet.stream_index() == video.index()) {
            if (!decoder.send(packet)) {
                broken();
            }
        } else if (sound.owns(packet)) {
            soundPacket();
        }
        av_packet_unref(packet);
    }

    private void soundPacket() throws IOException {
        if (started) {
            sound.take(packet);
        } else {
            early.add(av_packet_clone(packet));
            earlyBytes += packet.size();
        }
    }

    private void end() throws IOException {
        sound.drain();
        ready.add(new Media.End(frames.end(), completeness(frames.end())));
    }

    private Completeness completeness(Pts end) {
        return container
                .breakOff(ending)
                .<Completeness>map(Completeness.Truncated::new)
                .orElseGet(() -> completenessOfFile(end));
    }

    private Completeness completenessOfFile(Pts end) {
        long missing = container.missingMicros();
        if (ending == AVERROR_EOF && missing <= TOLERATED_LOSS_MICROS) {
            return new Completeness.Whole();
        }
        double readable = Math.max(end.micros(), sound.endMicros()) / 1e6;
        return new Completeness.Truncated(String.format(
                Locale.ROOT, "the clip breaks off: %.1f of %.1f s could be read", readable, readable + missing / 1e6));
    }

    @Override
    public void close() {
        natives.close();
    }
}
