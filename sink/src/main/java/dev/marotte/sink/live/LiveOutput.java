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

/** A destination of a live session's pictures, over the network or in segments. */
public sealed interface LiveOutput {
    /** The name as it may be shown, without secrets. */
    String name();

    /** The sound coding that it takes. */
    default AudioCodec sound() {
        return AudioCodec.AAC;
    }

    /** The failure to connect, as it should be shown to users. */
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

        /** WebRTC does not support AAC. */
        @Override
        public AudioCodec sound() {
            return address.protocol() == StreamAddress.Protocol.HTTP ? AudioCodec.OPUS : AudioCodec.AAC;
        }
    }

    /** An HLS playlist with its segments beside it. */
    record InSegments(Path playlist) implements LiveOutput {
        @Override
        public String name() {
            return playlist.toString();
        }
    }

    /**
     * The live outputs that this process sends; pages are served elsewhere.
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

    /** Creates the folder of the segments, since they should have one of their own; its parent must exist. */
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
        } catch (IOException e) { // reported later: without the folder nothing can be written
            return Files.isDirectory(folder);
        }
    }
}
