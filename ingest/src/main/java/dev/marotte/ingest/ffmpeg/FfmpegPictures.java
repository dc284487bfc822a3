package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.*;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Pictures in separate files, at a given rate. A picture that cannot be decoded is a broken frame; the others follow. */
final class FfmpegPictures implements DrivingSource {
    private final List<Path> files;
    private final SourceSettings settings;
    private final FrameEncoder encoder;
    private final ClipFacts facts;
    private Optional<Picture> current = Optional.empty();
    private int next;

    private FfmpegPictures(List<Path> files, SourceSettings settings, FrameEncoder encoder, Picture first) {
        this.files = files;
        this.settings = settings;
        this.encoder = encoder;
        facts = new ClipFacts(
                first.width(), first.height(), settings.picturesPerSecond(), files.size(), new Soundtrack.None());
    }

    static FfmpegPictures open(List<Path> files, SourceSettings settings) throws IOException {
        return NativeScope.filledBy(natives -> {
            FrameEncoder encoder = natives.own(new FrameEncoder(settings), FrameEncoder::close);
            return new FfmpegPictures(files, settings, encoder, first(files, encoder));
        });
    }

    private static Picture first(List<Path> files, FrameEncoder encoder) throws IOException {
        for (Path file : files) {
            Optional<Picture> picture = decode(file, encoder);
            if (picture.isPresent()) {
                return picture.get();
            }
        }
        throw new IOException("none of its " + files.size() + " pictures can be decoded");
    }

    @Override
    public ClipFacts facts() {
        return facts;
    }

    @Override
    public Media next() throws IOException {
        Pts pts = new Pts(Math.round(next * 1_000_000 / settings.picturesPerSecond()));
        if (next == files.size()) {
            return new Media.End(pts, new Completeness.Whole());
        }
        current = decode(files.get(next++), encoder);
        return current.isPresent() ? new Media.Frame(pts) : new Media.Broken(pts);
    }

    @Override
    public Picture encode() throws IOException {
        return current.orElseThrow(() -> new IOException("the picture is broken"));
    }

    private static Optional<Picture> decode(Path file, FrameEncoder encoder) {
        try (Container container = Container.open(file)) {
            Optional<AVStream> stream = container.video();
            return stream.isPresent() ? decode(container, stream.get(), encoder) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Picture> decode(Container container, AVStream stream, FrameEncoder encoder)
            throws IOException {
        AVPacket packet = av_packet_alloc();
        try (VideoDecoder decoder = VideoDecoder.open(stream)) {
            if (container.read(packet) < 0 || !decoder.send(packet)) {
                return Optional.empty();
            }
            decoder.drain();
            boolean decoded = decoder.receive() == VideoDecoder.Outcome.FRAME;
            return decoded ? Optional.of(encoder.encode(decoder.frame())) : Optional.empty();
        } finally {
            av_packet_free(packet);
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
