package dev.marotte.sink.ffmpeg;

import dev.marotte.media.ffmpeg.FfmpegLog;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.ClipWriters;
import dev.marotte.sink.FrameRate;
import dev.marotte.sink.Output;
import dev.marotte.sink.Sound;
import java.io.IOException;

/** Writes a clip in the form that its name asks for. */
public final class FfmpegWriters implements ClipWriters {
    private final Output output;

    public FfmpegWriters(Output output) {
        this.output = output;
    }

    @Override
    public ClipWriter open(FrameRate rate, Sound sound, Rendered first) throws IOException {
        FfmpegLog.silence();
        return output.form() == Output.Form.PICTURES
                ? new PictureFilesWriter(output, first)
                : MuxedWriter.open(output, rate, sound, first);
    }
}
