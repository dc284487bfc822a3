package dev.marotte.standalone.command;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses sources and outputs as users write them. Paths become absolute: the process that opens them may run in another folder. */
final class SourceNames {
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*");
    private static final String VOICE = "voice:";
    private static final Set<String> READ =
            Set.of("srt", "rtmp", "rtmps", "rtsp", "rtsps", "udp", "rtp", "http", "https");
    private static final Set<String> WRITTEN = Set.of("srt", "rtmp", "rtmps", "rtsp", "udp", "rtp", "http", "https");

    private SourceNames() {}

    static SessionSource source(String name) {
        if (isVoice(name)) {
            return new SessionSource.VoiceSource(absolute(fileOf(name)));
        }
        Matcher address = ADDRESS.matcher(name);
        if (address.matches()) {
            requireKnown(address.group(1), READ, name);
            return new SessionSource.StreamSource(name);
        }
        Path path = Path.of(name);
        return name.contains("%") || name.contains("*") || Files.isDirectory(path)
                ? new SessionSource.PictureSource(absolute(name))
                : new SessionSource.FileSource(absolute(name));
    }

    /** Whether a source is a file of which only the sound is used. */
    static boolean isVoice(String name) {
        return name.startsWith(VOICE);
    }

    /** A source's name without the prefix that says what it is used for. */
    static String fileOf(String name) {
        return isVoice(name) ? name.substring(VOICE.length()) : name;
    }

    static SessionOutput output(String name, boolean overwrite) {
        Matcher address = ADDRESS.matcher(name);
        if (address.matches()) {
            requireKnown(address.group(1), WRITTEN, name);
            return new SessionOutput.StreamOutput(name);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".m3u8")) {
            return new SessionOutput.SegmentOutput(absolute(name));
        }
        return lower.endsWith(".png") || name.endsWith("/")
                ? new SessionOutput.PictureOutput(absolute(name), overwrite)
                : new SessionOutput.FileOutput(absolute(name), overwrite);
    }

    /** Whether the output's format carries the person's coverage. */
    static boolean hasAlpha(SessionOutput output) {
        return switch (output) {
            case SessionOutput.FileOutput(String path, boolean _) ->
                path.toLowerCase(Locale.ROOT).endsWith(".webm");
            case SessionOutput.PictureOutput _ -> true;
            case SessionOutput.StreamOutput _, SessionOutput.SegmentOutput _, SessionOutput.PageOutput _ -> false;
        };
    }

    private static void requireKnown(String scheme, Set<String> known, String name) {
        if (!known.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new BadInputException("addresses that begin with " + scheme + ":// are not known: " + name);
        }
    }

    /** Keeps a trailing slash, which marks a folder. */
    private static String absolute(String name) {
        String path = Path.of(name).toAbsolutePath().normalize().toString();
        return name.endsWith("/") ? path + "/" : path;
    }
}
