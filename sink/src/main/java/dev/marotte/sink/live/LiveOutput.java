package dev.marotte.sink.live;

import dev.marotte.media.StreamAddress;
import dev.marotte.media.ffmpeg.StreamProtocols;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a live session's pictures go, by network or in segments. */
public sealed interface LiveOutput {
    /** What people may see of it. */
    String name();

    /** A network stream. */
    record OverNetwork(StreamAddress address) implements LiveOutput {
        @Override
        public String name() {
            return address.shown();
        }
    }

    /** An HLS playlist and its segments beside it. */
    record InSegments(Path playlist) implements LiveOutput {
        @Override
        public String name() {
            return playlist.toString();
        }
    }

    /** Whether an output is watched while it is made, so that a clock plays it out. */
    static boolean isLive(SessionOutput output) {
        return switch (output) {
            case SessionOutput.FileOutput _, SessionOutput.PictureOutput _ -> false;
            case SessionOutput.StreamOutput _, SessionOutput.SegmentOutput _, SessionOutput.PageOutput _ -> true;
        };
    }

    /**
     * The outputs that this process writes; pages are served elsewhere.
     *
     * @throws BadInputException if one of them cannot be written here
     */
    static List<LiveOutput> of(List<SessionOutput> wanted) {
        List<LiveOutput> outputs = new ArrayList<>();
        for (SessionOutput output : wanted) {
            switch (output) {
                case SessionOutput.StreamOutput(String address) -> outputs.add(overNetwork(address));
                case SessionOutput.SegmentOutput(String path) -> outputs.add(inSegments(path));
                case SessionOutput.PageOutput() -> {}
                case SessionOutput.FileOutput(String path, boolean _) -> throw refusedBesideLive(path);
                case SessionOutput.PictureOutput(String pattern, boolean _) -> throw refusedBesideLive(pattern);
            }
        }
        return outputs;
    }

    private static BadInputException refusedBesideLive(String name) {
        return new BadInputException("cannot write " + name + " beside a live output: replay the session into it"
                + " afterwards with marotte replay");
    }

    private static LiveOutput overNetwork(String written) {
        StreamAddress address = StreamAddress.of(written);
        StreamProtocols.requireWritten(address);
        return new OverNetwork(address);
    }

    private static LiveOutput inSegments(String path) {
        Path playlist = Path.of(path).toAbsolutePath();
        Path folder = playlist.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new BadInputException("cannot write " + path + ": there is no folder for it that may be written to");
        }
        return new InSegments(playlist);
    }
}
