package dev.marotte.standalone.cluster;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All of a film as a player sees and hears it. How picture and sound lie in the file between each other depends on when they came, and is left out.
 *
 * @param pictures each decoded and coded again, with its time
 */
record WholeClip(List<Shown> pictures, List<Media.Sound> sound) {
    static WholeClip of(Path clip) throws IOException {
        WholeClip whole = new WholeClip(new ArrayList<>(), new ArrayList<>());
        try (DrivingSource source = FfmpegSources.open(clip, SourceSettings.DEFAULT)) {
            while (true) {
                switch (source.next()) {
                    case Media.Frame frame ->
                        whole.pictures.add(
                                new Shown(frame.pts().micros(), source.encode().bytes()));
                    case Media.Sound unit -> whole.sound.add(unit);
                    case Media.Broken broken -> throw new IOException("a frame is broken at " + broken.pts());
                    case Media.End _ -> {
                        return whole;
                    }
                }
            }
        }
    }

    /** A picture at its time. */
    record Shown(long micros, Bytes picture) {}
}
