package dev.marotte.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.*;

import dev.marotte.media.StreamAddress;
import dev.marotte.schemas.BadInputException;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Network protocols with which the FFmpeg on the classpath was built; builds for other platforms have fewer. */
public final class StreamProtocols {
    private static final int READ = 0;
    private static final int WRITTEN = 1;

    private StreamProtocols() {}

    /** Schemes of addresses that can be read. */
    public static Set<String> read() {
        Set<String> schemes = protocols(READ);
        if (av_find_input_format("rtsp") != null) {
            schemes.add("rtsp");
        }
        return schemes;
    }

    /** Schemes of addresses that can be written. */
    public static Set<String> written() {
        Set<String> schemes = protocols(WRITTEN);
        if (av_guess_format("rtsp", null, null) != null) {
            schemes.add("rtsp");
        }
        // WHIP is the only output over HTTP, and also needs DTLS.
        if (av_guess_format("whip", null, null) == null || !schemes.contains("dtls")) {
            schemes.remove("http");
            schemes.remove("https");
        }
        return schemes;
    }

    /** @throws BadInputException if this FFmpeg cannot read such an address */
    public static void requireRead(StreamAddress address) {
        require(address, read(), "read");
    }

    /** @throws BadInputException if this FFmpeg cannot write to such an address */
    public static void requireWritten(StreamAddress address) {
        require(address, written(), "write");
    }

    private static void require(StreamAddress address, Set<String> schemes, String verb) {
        if (!schemes.contains(address.scheme())) {
            throw new BadInputException("cannot " + verb + " " + address.shown() + ": the FFmpeg of this build lacks "
                    + address.scheme() + "; marotte doctor lists what it has");
        }
    }

    private static Set<String> protocols(int direction) {
        Set<String> names = new TreeSet<>();
        try (PointerPointer<Pointer> place = new PointerPointer<>(1)) {
            place.put(0, (Pointer) null);
            BytePointer name = avio_enum_protocols(place, direction);
            while (name != null) {
                names.add(name.getString());
                name = avio_enum_protocols(place, direction);
            }
        }
        return names;
    }
}
