package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.FileUrl;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.Output;
import dev.marotte.sink.OutputClaim;
import dev.marotte.sink.Sound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Writes mp4, mov, Matroska and WebM. Owns the muxer and the unfinished file. */
final class MuxedWriter implements ClipWriter {
    private final NativeScope natives;
    private final OutputClaim claim;
    private final Path part;
    private final AVFormatContext muxer;
    private final VideoTrack video;
    private final Optional<SoundTrack> sound;

    private MuxedWriter(NativeScope natives, OutputClaim claim, FrameRate rate, Sound sound, Rendered first)
            throws IOException {
        this.natives = natives;
        this.claim = natives.own(claim, OutputClaim::close);
        Output output = claim.output();
        part = claim.part("clip");
        muxer = natives.own(new AVFormatContext(null), each -> avformat_free_context(each));
        natives.own(muxer, MuxedWriter::closeFile);
        openMuxer();
        boolean alpha = output.form().alpha() && first.alpha() instanceof Alpha.Coverage;
        video = natives.own(
                VideoTrack.open(muxer, VideoCoding.of(output.form(), alpha), rate, first), VideoTrack::close);
        this.sound = sound instanceof Sound.Coded(var header)
                ? Optional.of(natives.own(SoundTrack.open(muxer, header, output.form()), SoundTrack::close))
                : Optional.empty();
        writeHeader();
    }

    /** @param claim closed with the writer, or at once if the writer cannot be opened */
    static MuxedWriter open(OutputClaim claim, FrameRate rate, Sound sound, Rendered first) throws IOException {
        return NativeScope.filledBy(natives -> new MuxedWriter(natives, claim, rate, sound, first));
    }

    private static String format(Output.Form form) {
        return switch (form) {
            case MP4 -> "mp4";
            case MOV -> "mov";
            case MATROSKA -> "matroska";
            case WEBM -> "webm";
            case PICTURES -> throw new IllegalArgumentException("pictures are not muxed");
        };
    }

    /** The muxer needs the file's name, because it reads the file again when it moves the index to its front. */
    private void openMuxer() throws IOException {
        try (BytePointer url = FileUrl.of(part);
                BytePointer format = new BytePointer(format(claim.output().form()), StandardCharsets.US_ASCII)) {
            check(avformat_alloc_output_context2(muxer, null, format, url), "no muxer for it");
        }
    }

    private void writeHeader() throws IOException {
        AVIOContext file = new AVIOContext(null);
        try (BytePointer url = FileUrl.of(part)) {
            check(avio_open(file, url, AVIO_FLAG_WRITE), "cannot make the file");
        }
        muxer.pb(file);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0);
        int result = avformat_write_header(muxer, options);
        av_dict_free(options);
        check(result, "cannot write the header");
    }

    @Override
    public void show(Rendered frame) throws IOException {
        video.show(frame);
    }

    @Override
    public void frame() throws IOException {
        video.frame();
    }

    @Override
    public void sound(AudioUnit unit) throws IOException {
        if (sound.isPresent()) {
            sound.get().unit(unit);
        }
    }

    @Override
    public void finish() throws IOException {
        video.drain();
        if (sound.isPresent()) {
            sound.get().drain();
        }
        check(av_write_trailer(muxer), "cannot write the end");
        check(closeFile(muxer), "cannot write the end");
        claim.publish(part);
    }

    /** Writing the last bytes may still fail here. */
    private static int closeFile(AVFormatContext muxer) {
        AVIOContext file = muxer.isNull() ? null : muxer.pb();
        if (file == null) {
            return 0;
        }
        muxer.pb(null);
        return avio_close(file);
    }

    @Override
    public void close() {
        natives.close();
    }
}
