package dev.marotte.ingest.ffmpeg;

import dev.marotte.media.StreamAddress;
import java.util.HashMap;
import java.util.Map;

/** FFmpeg options for reading a stream with little delay. Options in the address itself, such as an SRT latency in its query, take precedence. */
final class StreamOptions {
    /** How much of the stream to probe for its codecs and sizes: with less, sound that comes late in a transport stream is missed. */
    private static final String LOOKED_AT_MICROS = "1000000";

    private StreamOptions() {}

    static Map<String, String> reading(StreamAddress address) {
        Map<String, String> options = new HashMap<>();
        options.put("analyzeduration", LOOKED_AT_MICROS);
        // A guess of the rate from two frames is enough: the frames' own times count.
        options.put("fpsprobesize", "2");
        switch (address.protocol()) {
            case SRT -> options.put("transtype", "live");
            case RTMP -> putListen(address, options);
            case RTSP -> putTransport(address, options);
            // A queue of received packets while the decoder is busy; when it is full, the oldest are dropped.
            case UDP -> options.putAll(Map.of("fifo_size", "50000", "overrun_nonfatal", "1"));
            // The newest segment; starting earlier would add a permanent delay.
            case HTTP -> options.putAll(Map.of("live_start_index", "-1", "http_persistent", "1"));
        }
        return options;
    }

    /** TCP retransmits lost packets; with UDP, the only transport of some servers, a loss would tear the picture. */
    private static void putTransport(StreamAddress address, Map<String, String> options) {
        if (address.isListening()) {
            options.putAll(Map.of("rtsp_flags", "listen", "rtsp_transport", "tcp"));
        } else {
            options.put("rtsp_flags", "prefer_tcp");
        }
    }

    private static void putListen(StreamAddress address, Map<String, String> options) {
        if (address.isListening()) {
            options.put("listen", "1");
        } else {
            options.put("rtmp_live", "live");
        }
    }
}
