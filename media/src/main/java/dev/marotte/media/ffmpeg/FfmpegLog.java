package dev.marotte.media.ffmpeg;

import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's own log, which goes to the process's standard error and bypasses our loggers. */
public final class FfmpegLog {
    private FfmpegLog() {}

    /** Silences it: what matters comes back as an error code, and its lines would break the progress bar. Idempotent, any thread. */
    public static void silence() {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }
}
