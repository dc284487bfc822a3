package dev.marotte.sink;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a player would read from a file. */
record WrittenClip(List<Long> ptsMicros, Pts firstSound, Pts end) {
    static WrittenClip of(Path file) throws IOException {
        List<Long> pts = new ArrayList<>();
        List<Pts> sounds = new ArrayList<>();
        try (DrivingSource source = FfmpegSources.open(file, SourceSettings.DEFAULT)) {
            while (true) {
                switch (source.next()) {
                    case Media.Frame frame -> pts.add(frame.pts().micros());
                    case Media.Broken broken -> throw new AssertionError(broken);
                    case Media.Sound sound -> sounds.add(sound.pts());
                    case Media.End end -> {
                        return new WrittenClip(pts, sounds.getFirst(), end.pts());
                    }
                }
            }
        }
    }
}
