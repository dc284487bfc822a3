package dev.marotte.media.ffmpeg;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;

/** The name of a file in the form that FFmpeg expects: in the encoding of the system's file names, which is not UTF-8 in every locale. */
public final class FileUrl {
    private FileUrl() {}

    /** The file's URL. Without the protocol, a colon or a per cent sign in the name would be misinterpreted. Close it after use. */
    public static BytePointer of(Path file) {
        return new BytePointer("file:" + file.toAbsolutePath(), systemLetters());
    }

    private static Charset systemLetters() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), Charset.defaultCharset());
    }
}
