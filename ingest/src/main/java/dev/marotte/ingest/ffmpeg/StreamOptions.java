package dev.marotte.ingest.ffmpeg;

import dev.marotte.media.StreamAddress;
import java.util.HashMap;
import java.util.Map;

/** What FFmpeg is told to read a stream with little delay. What an address says itself, as an SRT latency in its query, is stronger. */
final class StreamOptions {
    /** Of the stream, until its codecs and sizes are known: with less, sound that comes late in a transport stream is missed. */
    private static final String LOOKED_AT_MICROS = "1000000";

    private StreamOptions() {}

    static Map<String, String> reading(StreamAddress address) {
        Map<String, String> options = new HashMap<>();
        options.put("analyzeduration", LOOKED_AT_MICROS);
        // A guess of the rate from two frames: the frames' own times count.
        options.put("fpsprobesize", "2");
        switch (address.protocol()) {
            case SRT -> options.put("transtype", "live");
            case RTMP -> putListen(address, options);
            // What is lost on the way is asked for again by TCP; by UDP it would be a torn picture.
            case RTSP -> {
                options.put("rtsp_transport", "tcp");
                if (address.isListening()) {
                    options.put("rtsp_flags", "listen");
                }
            }
            // Of received packets while the decoder is busy; when it is full, the oldest go.
            case UDP -> options.putAll(Map.of("fifo_size", "50000", "overrun_nonfatal", "1"));
            // The newest segment; those before it would be late for ever.
            case HTTP -> options.putAll(Map.of("live_start_index", "-1", "http_persistent", "1"));
        }
        return options;
    }

    private static void putListen(StreamAddress address, Map<String, String> options) {
        if (address.isListening()) {
            options.put("listen", "1");
        } else {
            options.put("rtmp_live", "live");
        }
    }
}
