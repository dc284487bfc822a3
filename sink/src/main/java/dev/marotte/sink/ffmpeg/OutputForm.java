package dev.marotte.sink.ffmpeg;

import dev.marotte.media.StreamAddress;
import dev.marotte.sink.live.LiveOutput;
import dev.marotte.sink.live.LiveOutput.InSegments;
import dev.marotte.sink.live.LiveOutput.OverNetwork;
import java.util.HashMap;
import java.util.Map;

/** The muxer of a live output, by its FFmpeg name, and its options. Options in the query of an address take precedence. */
record OutputForm(String url, String muxer, Map<String, String> options) {
    static final String PLAYLIST = "hls";

    static OutputForm of(LiveOutput output) {
        return switch (output) {
            case OverNetwork(StreamAddress address) -> new OutputForm(url(address), muxer(address), options(address));
            case InSegments(var playlist) -> new OutputForm(playlist.toString(), PLAYLIST, segments());
        };
    }

    /** Datagrams of seven transport-stream packets fit through any network without fragmentation. */
    private static String url(StreamAddress address) {
        return address.protocol() == StreamAddress.Protocol.HTTP ? address.withoutUser() : address.withoutListen();
    }

    private static String muxer(StreamAddress address) {
        return switch (address.protocol()) {
            case SRT, UDP -> "mpegts";
            case RTMP -> "flv";
            case RTSP -> "rtsp";
            case HTTP -> "whip";
        };
    }

    private static Map<String, String> options(StreamAddress address) {
        Map<String, String> options = new HashMap<>();
        switch (address.protocol()) {
            case SRT -> options.putAll(Map.of("transtype", "live", "pkt_size", "1316", "muxdelay", "0"));
            case UDP -> options.putAll(Map.of("pkt_size", "1316", "muxdelay", "0"));
            case RTMP -> options.put("flvflags", "no_duration_filesize");
            case RTSP -> options.put("rtsp_transport", "tcp");
            case HTTP -> {
                options.put("strict", "experimental");
                address.user().ifPresent(token -> options.put("authorization", token));
            }
        }
        if (address.isListening() && address.protocol() == StreamAddress.Protocol.RTMP) {
            options.put("listen", "1");
        }
        return options;
    }

    /**
     * Segments of one second, each in a new file, and a playlist that is replaced as a whole. Segments are numbered by the clock, so that a process that
     * takes over from another overwrites none; and the playlist has no end until {@link FfmpegOutputs#finish}.
     */
    private static Map<String, String> segments() {
        return Map.of(
                "hls_segment_type", "fmp4",
                "hls_time", "1",
                "hls_list_size", "6",
                "hls_start_number_source", "epoch",
                "hls_flags", "delete_segments+temp_file+independent_segments+program_date_time+omit_endlist");
    }
}
