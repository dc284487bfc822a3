package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;

import dev.marotte.ingest.ffmpeg.TestClip.Tone;
import dev.marotte.ingest.ffmpeg.TestClip.Video;
import java.io.IOException;
import java.nio.file.Path;

/** Clips for tests that do not care what is in them. */
public final class SampleClip {
    private SampleClip() {}

    /** Writes a clip of 25 small pictures a second with sound. */
    public static Path write(Path file, int frames) throws IOException {
        Tone tone = new Tone("aac", AV_SAMPLE_FMT_FLTP, 48_000, 1, 0, frames * 40L);
        return TestClip.silent(Video.of(32, 32, TestClip.steady(frames, 25)))
                .with(tone)
                .write(file);
    }
}
