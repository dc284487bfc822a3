package dev.marotte.media.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;

/** An error reported by FFmpeg. The message is one sentence that can be shown to users; {@link #code} is FFmpeg's negative error code. */
public final class FfmpegException extends IOException {
    private static final int MESSAGE_BYTES = 256;

    private final int code;

    public FfmpegException(int code, String doing) {
        super(doing + ": " + meaning(code));
        this.code = code;
    }

    /** Returns an FFmpeg result, or throws if it is negative. {@code doing} begins the message, as in "cannot write the header". */
    public static int check(int result, String doing) throws FfmpegException {
        if (result < 0) {
            throw new FfmpegException(result, doing);
        }
        return result;
    }

    /** FFmpeg's description of one of its error codes, in lower case. */
    public static String meaning(int code) {
        byte[] text = new byte[MESSAGE_BYTES];
        avutil.av_strerror(code, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, UTF_8).toLowerCase(Locale.ROOT);
    }

    public int code() {
        return code;
    }
}
