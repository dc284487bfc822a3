package dev.marotte.sink.live;

import dev.marotte.media.StreamAddress;
import dev.marotte.media.ffmpeg.StreamFault;
import dev.marotte.media.ffmpeg.StreamProtocols;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a live session's pictures go, by network or in segments. */
public sealed interface LiveOutput {
    /** What people may see of it. */
    String name();

    /** The coding of the sound that it takes. */
    default AudioCodec sound() {
        return AudioCodec.AAC;
    }

    /** What people are to read of a failure to connect. */
    default IOException fault(IOException failed) {
        return failed;
    }

    /** A network stream. */
    record OverNetwork(StreamAddress address) implements LiveOutput {
        @Override
        public String name() {
            return address.shown();
        }

        @Override
        public IOException fault(IOException failed) {
            return StreamFault.of(address, failed);
        }

        /** WebRTC knows no AAC. */
        @Override
        public AudioCodec sound() {
            return address.protocol() == StreamAddress.Protocol.HTTP ? AudioCodec.OPUS : AudioCodec.AAC;
        }
    }

    /** An HLS playlist and its segments beside it. */
    record InSegments(Path playlist) implements LiveOutput {
        @Override
        public String name() {
            return playlist.toString();
        }
    }

    /**
     * Those of the outputs that are watched and that this process sends; pages are served elsewhere.
     *
     * @throws BadInputException if one of them cannot be written here
     */
    static List<LiveOutput> of(List<SessionOutput> wanted) {
        List<LiveOutput> outputs = new ArrayList<>();
        for (SessionOutput output : wanted) {
            switch (output) {
                case SessionOutput.StreamOutput(String address) -> outputs.add(overNetwork(address));
                case SessionOutput.SegmentOutput(String path) -> outputs.add(inSegments(path));
                case SessionOutput.PageOutput _, SessionOutput.FileOutput _, SessionOutput.PictureOutput _ -> {}
            }
        }
        return outputs;
    }

    private static LiveOutput overNetwork(String written) {
        StreamAddress address = StreamAddress.of(written);
        StreamProtocols.requireWritten(address);
        return new OverNetwork(address);
    }

    /** Makes the folder of the segments, as they had better have one of their own; what it is to lie in must be there. */
    private static LiveOutput inSegments(String path) {
        Path playlist = Path.of(path).toAbsolutePath();
        Path folder = playlist.getParent();
        if (folder == null || !isThere(folder) || !Files.isWritable(folder)) {
            throw new BadInputException("cannot write " + path + ": there is no folder for it that may be written to");
        }
        return new InSegments(playlist);
    }

    private static boolean isThere(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
            return true;
        } catch (IOException e) { // said where it matters: without it nothing can be written
            return Files.isDirectory(folder);
        }
    }
}
