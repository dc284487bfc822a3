package dev.marotte.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_UNKNOWN;

import dev.marotte.media.StreamAddress;
import java.io.IOException;

/** Why a network stream cannot be opened, in words that say more than FFmpeg's. */
public final class StreamFault {
    private StreamFault() {}

    /** What people are to read; {@code failed} itself where that says enough. Names no address. */
    public static IOException of(StreamAddress address, IOException failed) {
        return isUnknown(failed) && address.protocol() == StreamAddress.Protocol.SRT && address.isListening()
                ? new IOException("another session has its port", failed)
                : failed;
    }

    /** So FFmpeg calls what is no error of the system: to libsrt, two listeners of one process at one port. */
    private static boolean isUnknown(IOException failed) {
        return failed instanceof FfmpegException fault && fault.code() == AVERROR_UNKNOWN;
    }
}
