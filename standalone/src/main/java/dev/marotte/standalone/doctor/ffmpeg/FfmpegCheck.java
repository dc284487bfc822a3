package dev.marotte.standalone.doctor.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.ffmpeg.global.avutil.avutil_license;

import dev.marotte.media.ffmpeg.StreamProtocols;
import dev.marotte.standalone.doctor.DoctorFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Opens the encoders that results need, instead of trusting the list of those compiled in. */
public final class FfmpegCheck {
    private static final List<String> H264 = List.of("libx264", "libopenh264", "h264_nvenc", "h264_videotoolbox");
    /** The encoder that studio uses. */
    private static final String PAGE = "libopenh264";

    private static final List<String> CODECS_READ =
            List.of("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "prores", "mjpeg", "aac", "mp3", "opus");

    private static final List<String> STREAMS_READ = List.of("srt", "rtmp", "rtmps", "rtsp", "udp", "http", "https");
    private static final List<String> STREAMS_WRITTEN = List.of("srt", "rtmp", "rtmps", "rtsp", "udp");

    private FfmpegCheck() {}

    /** @throws LinkageError if the native libraries cannot be loaded */
    public static List<DoctorFinding> examine() {
        av_log_set_level(AV_LOG_QUIET);
        var findings = new ArrayList<DoctorFinding>();
        findings.add(DoctorFinding.works(
                "FFmpeg",
                av_version_info().getString() + ", " + avutil_license().getString()));
        findings.add(encoders("mp4, mkv: H.264", H264));
        findings.add(encoders("webm: VP9", List.of("libvpx-vp9")));
        findings.add(present("sound: AAC, Opus", List.of("aac", "libopus")));
        findings.add(decoders());
        findings.add(page());
        findings.add(streams("streams read", STREAMS_READ, StreamProtocols.read()));
        findings.add(streams("streams written", STREAMS_WRITTEN, StreamProtocols.written()));
        return List.copyOf(findings);
    }

    /** Checks network protocols, which files do not need. */
    private static DoctorFinding streams(String subject, List<String> known, Set<String> there) {
        String works = known.stream().filter(there::contains).collect(Collectors.joining(", "));
        String gone = known.stream().filter(scheme -> !there.contains(scheme)).collect(Collectors.joining(", "));
        return gone.isEmpty()
                ? DoctorFinding.works(subject, works)
                : DoctorFinding.absent(subject, "this FFmpeg has " + works + ", and lacks " + gone);
    }

    private static DoctorFinding encoders(String subject, List<String> names) {
        String opened = names.stream().filter(FfmpegCheck::opens).collect(Collectors.joining(", "));
        return opened.isEmpty()
                ? DoctorFinding.broken(subject, "no encoder opens, of " + String.join(", ", names))
                : DoctorFinding.works(subject, "encoded by " + opened);
    }

    /** Checks the page's encoder; without it, browsers without WebCodecs still see the avatar, because they ask for JPEGs. */
    private static DoctorFinding page() {
        Stream<String> cameras = Stream.of("h264", "vp8", "mjpeg").filter(FfmpegCheck::decodes);
        String taken = "cameras taken as " + cameras.collect(Collectors.joining(", "));
        return opens(PAGE)
                ? DoctorFinding.works("page", taken + "; avatars sent by " + PAGE)
                : DoctorFinding.absent(
                        "page", taken + "; " + PAGE + " does not open, so only browsers without WebCodecs see avatars");
    }

    private static DoctorFinding present(String subject, List<String> names) {
        return missing(subject, names.stream().filter(name -> avcodec_find_encoder_by_name(name) == null), names);
    }

    private static DoctorFinding decoders() {
        return missing("clips read", CODECS_READ.stream().filter(name -> !decodes(name)), CODECS_READ);
    }

    private static boolean decodes(String codec) {
        AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(codec);
        return descriptor != null && avcodec_find_decoder(descriptor.id()) != null;
    }

    private static DoctorFinding missing(String subject, Stream<String> missing, List<String> names) {
        String gone = missing.collect(Collectors.joining(", "));
        return gone.isEmpty()
                ? DoctorFinding.works(subject, String.join(", ", names))
                : DoctorFinding.broken(subject, "this FFmpeg lacks " + gone);
    }

    private static boolean opens(String name) {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        if (codec == null) {
            return false;
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        try {
            context.width(320).height(240).pix_fmt(AV_PIX_FMT_YUV420P).bit_rate(1_000_000);
            context.time_base().num(1).den(25);
            return avcodec_open2(context, codec, (AVDictionary) null) == 0;
        } finally {
            avcodec_free_context(context);
        }
    }
}
