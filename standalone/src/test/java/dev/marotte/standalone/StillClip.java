package dev.marotte.standalone;

import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The shipped portrait as a clip in which nothing moves, 512 × 512 and 25 frames a second, with as much silence: for tests of everything but motion. */
final class StillClip {
    private static final int FRAME_MILLIS = 40;

    private StillClip() {}

    /** Writes {@code file} in the container that its name says, and returns it. */
    static Path write(Path file, int frames) throws IOException {
        byte[] face = Portraits.coded(Portraits.portrait(), "jpg");
        List<Shot> shots = IntStream.range(0, frames)
                .mapToObj(index -> new Shot(face, index * (long) FRAME_MILLIS))
                .toList();
        ClipMaker.write(file, 512, 512, shots, new byte[ClipMaker.SAMPLE_RATE * 2 * frames * FRAME_MILLIS / 1000]);
        return file;
    }
}
