package dev.marotte.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_UNKNOWN;

import dev.marotte.media.StreamAddress;
import java.io.IOException;

/** Explains why a network stream cannot be opened, more clearly than FFmpeg does. */
public final class StreamFault {
    private StreamFault() {}

    /** The exception to show to users; {@code failed} itself if that says enough. Does not contain the address. */
    public static IOException of(StreamAddress address, IOException failed) {
        return isUnknown(failed) && address.protocol() == StreamAddress.Protocol.SRT && address.isListening()
                ? new IOException("another session has its port", failed)
                : failed;
    }

    /** FFmpeg's code for errors that are not the system's: for libsrt, two listeners of one process on the same port. */
    private static boolean isUnknown(IOException failed) {
        return failed instanceof FfmpegException fault && fault.code() == AVERROR_UNKNOWN;
    }
}
