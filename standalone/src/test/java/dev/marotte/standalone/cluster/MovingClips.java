package dev.marotte.standalone.cluster;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.standalone.Portraits;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Clips of a face that moves, so that no frame is as the one before, and a portrait to be driven by them. Makes files in {@code folder}. */
record MovingClips(Path folder) {
    private static final int LIVE_RATE = 8;
    private static final int PICTURES = 80;

    /** {@code count} of different lengths and rates. */
    List<Path> ofDifferentLengths(int count) throws IOException {
        List<Path> clips = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            clips.add(clip("clip-" + number, 30 + 9 * number, 8 + 3 * number));
        }
        return clips;
    }

    /** One for a live session. */
    Path live(String name, int seconds) throws IOException {
        return clip(name, seconds * LIVE_RATE, LIVE_RATE);
    }

    IdentityRef enrol(Cluster cluster) throws IOException {
        Path portrait = folder.resolve("portrait.jpg");
        Files.write(portrait, Portraits.coded(Portraits.placed(256, 256, 0, 0, 0.5), "jpg"));
        return TestEnrolment.enrol(cluster, "mona", portrait);
    }

    private Path clip(String name, int frames, int rate) throws IOException {
        Path clip = folder.resolve(name + ".mkv");
        List<byte[]> pictures = IntStream.range(0, Math.min(frames, PICTURES))
                .mapToObj(MovingClips::picture)
                .toList();
        List<Shot> shots = IntStream.range(0, frames)
                .mapToObj(index -> new Shot(pictures.get(index % PICTURES), index * 1000L / rate))
                .toList();
        ClipMaker.write(clip, 256, 256, shots, new byte[ClipMaker.SAMPLE_RATE * 2 * frames / rate]);
        return clip;
    }

    /** The picture of a frame; they begin again after {@link #PICTURES}. */
    private static byte[] picture(int index) {
        BufferedImage picture = Portraits.placed(256, 256, index % 16 - 8, index / 4 % 10 - 5, 0.5);
        return Portraits.coded(picture, "jpg");
    }
}
