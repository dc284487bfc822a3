package dev.marotte.ingest.ffmpeg;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.schemas.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that a driving source yields, for a test to look at. */
record ReadClip(
        ClipFacts facts,
        List<Media.Frame> frames,
        List<Media.Broken> broken,
        List<Media.Sound> sounds,
        Media.End end,
        Picture first) {
    static ReadClip of(Path driving) throws IOException {
        return of(driving, SourceSettings.DEFAULT);
    }

    static ReadClip of(Path driving, SourceSettings settings) throws IOException {
        try (DrivingSource source = FfmpegSources.open(driving, settings)) {
            List<Media.Frame> frames = new ArrayList<>();
            List<Media.Broken> broken = new ArrayList<>();
            List<Media.Sound> sounds = new ArrayList<>();
            List<Picture> pictures = new ArrayList<>();
            while (true) {
                switch (source.next()) {
                    case Media.Frame frame -> {
                        frames.add(frame);
                        if (pictures.isEmpty()) {
                            pictures.add(source.encode());
                        }
                    }
                    case Media.Broken frame -> broken.add(frame);
                    case Media.Sound sound -> sounds.add(sound);
                    case Media.End end -> {
                        return new ReadClip(source.facts(), frames, broken, sounds, end, pictures.getFirst());
                    }
                }
            }
        }
    }

    List<Long> ptsMillis() {
        return frames.stream()
                .map(frame -> Math.round(frame.pts().micros() / 1000.0))
                .toList();
    }

    double soundSeconds() {
        Media.Sound last = sounds.getLast();
        return (last.pts().micros()
                        + last.durationMicros()
                        - Math.max(0, sounds.getFirst().pts().micros()))
                / 1e6;
    }
}
