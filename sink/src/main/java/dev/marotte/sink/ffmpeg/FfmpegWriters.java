package dev.marotte.sink.ffmpeg;

import dev.marotte.media.ffmpeg.FfmpegLog;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.ClipWriters;
import dev.marotte.sink.Output;
import dev.marotte.sink.OutputClaim;
import dev.marotte.sink.Sound;
import java.io.IOException;
import java.util.function.Supplier;

/** Writes a clip in the form that its name asks for. */
public final class FfmpegWriters implements ClipWriters {
    private final Supplier<OutputClaim> claims;

    /** Claims the result's name when the first clip is opened. */
    public FfmpegWriters(Output output) {
        claims = () -> OutputClaim.take(output);
    }

    /** @param claim taken before; closed with the clip that is opened */
    public FfmpegWriters(OutputClaim claim) {
        claims = () -> claim;
    }

    @Override
    public ClipWriter open(FrameRate rate, Sound sound, Rendered first) throws IOException {
        FfmpegLog.silence();
        OutputClaim claim = claims.get();
        return claim.output().form() == Output.Form.PICTURES
                ? new PictureFilesWriter(claim, first)
                : MuxedWriter.open(claim, rate, sound, first);
    }
}
