package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The frames of a clip as our own demuxer reads them back: their times in microseconds, and the first and last picture. */
record Frames(List<Long> times, long soundMicros, Picture first, Picture last) {
    static Frames of(Path clip) throws IOException {
        try (DrivingSource source = FfmpegSources.open(clip, SourceSettings.DEFAULT)) {
            List<Long> times = new ArrayList<>();
            List<Picture> pictures = new ArrayList<>();
            long sound = 0;
            while (true) {
                switch (source.next()) {
                    case Media.Frame frame -> {
                        times.add(frame.pts().micros());
                        pictures.add(source.encode());
                    }
                    case Media.Sound unit -> sound = unit.pts().micros() + unit.durationMicros();
                    case Media.Broken broken ->
                        throw new IOException("a frame of the result is broken at " + broken.pts());
                    case Media.End _ -> {
                        return new Frames(times, sound, pictures.getFirst(), pictures.getLast());
                    }
                }
            }
        }
    }
}
