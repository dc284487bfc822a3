package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.PtsTimeline;
import dev.marotte.ingest.SoundSource;
import dev.marotte.media.ffmpeg.NativeScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The sound of a media file only, regardless of what else is in it. */
final class FfmpegVoice implements SoundSource {
    /** If less than this is missing at the end, the header was rounded. */
    private static final long TOLERATED_LOSS_MICROS = 500_000;

    private final NativeScope natives;
    private final Container container;
    private final SoundPath sound;
    private final AVPacket packet;
    private final Queue<Media> ready = new ArrayDeque<>();
    private int ending;

    private FfmpegVoice(NativeScope natives, Container container, AVStream stream) throws IOException {
        this.natives = natives;
        this.container = container;
        var timeline = new PtsTimeline(container.longestGapMicros());
        timeline.startAt(startMicros(stream));
        sound = natives.own(SoundPath.of(Optional.of(stream), timeline, ready::add), SoundPath::close);
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
    }

    static FfmpegVoice open(Path file) throws IOException {
        return NativeScope.filledBy(natives -> {
            Container container = natives.own(Container.open(file), Container::close);
            AVStream stream = container.sound().orElseThrow(() -> new IOException("it has no sound"));
            FfmpegVoice voice = new FfmpegVoice(natives, container, stream);
            voice.fill();
            if (voice.ready.isEmpty()) {
                throw new IOException("its sound cannot be decoded");
            }
            return voice;
        });
    }

    /** Sound before 0 is the priming of a codec. */
    private static long startMicros(AVStream stream) {
        return Math.max(
                0, Container.micros(stream.start_time(), stream.time_base()).orElse(0));
    }

    @Override
    public Soundtrack.Coded soundtrack() {
        return (Soundtrack.Coded) sound.soundtrack();
    }

    @Override
    public long expectedMicros() {
        return container.promisedMicros();
    }

    @Override
    public Optional<Media.Sound> next() throws IOException {
        fill();
        return Optional.ofNullable((Media.Sound) ready.poll());
    }

    private void fill() throws IOException {
        while (ready.isEmpty() && ending == 0) {
            int result = container.read(packet);
            if (result < 0) {
                ending = result;
                sound.drain();
            } else {
                take();
            }
        }
    }

    private void take() throws IOException {
        if (sound.owns(packet)) {
            sound.take(packet);
        }
        av_packet_unref(packet);
    }

    @Override
    public Completeness completeness() {
        long missing = container.missingMicros();
        if (ending == AVERROR_EOF && missing <= TOLERATED_LOSS_MICROS) {
            return new Completeness.Whole();
        }
        double readable = sound.endMicros() / 1e6;
        return new Completeness.Truncated(String.format(
                Locale.ROOT, "the voice breaks off: %.1f of %.1f s could be read", readable, readable + missing / 1e6));
    }

    @Override
    public void close() {
        natives.close();
    }
}
