package dev.marotte.ingest.ffmpeg;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.PtsTimeline;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The path of sound packets through ingest: unchanged, re-encoded, or dropped. */
interface SoundPath extends AutoCloseable {
    static SoundPath of(Optional<AVStream> stream, PtsTimeline timeline, Consumer<Media> outlet) throws IOException {
        if (stream.isEmpty()) {
            return new Silence();
        }
        AVStream sound = stream.get();
        return PassedSound.suits(sound)
                ? new PassedSound(sound, timeline, outlet)
                : new ReencodedSound(sound, timeline, outlet);
    }

    /** A path with one fixed form, whatever the stream has; a stream without sound has that form too, since it may have sound when it comes back. */
    static SoundPath uniform(Optional<AVStream> stream, PtsTimeline timeline, Consumer<Media> outlet)
            throws IOException {
        return stream.isPresent() ? ReencodedSound.uniform(stream.get(), timeline, outlet) : new Silence();
    }

    Soundtrack soundtrack();

    boolean owns(AVPacket packet);

    void take(AVPacket packet) throws IOException;

    /** Drains the path: nothing follows. */
    void drain() throws IOException;

    /** The end of the sound so far, in µs of the session. */
    long endMicros();

    @Override
    void close();

    /** A clip without sound. */
    final class Silence implements SoundPath {
        @Override
        public Soundtrack soundtrack() {
            return new Soundtrack.None();
        }

        @Override
        public boolean owns(AVPacket packet) {
            return false;
        }

        @Override
        public void take(AVPacket packet) {}

        @Override
        public void drain() {}

        @Override
        public long endMicros() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
