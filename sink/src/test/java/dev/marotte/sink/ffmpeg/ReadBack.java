package dev.marotte.sink.ffmpeg;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A clip as the demuxer of ingest reads it. */
record ReadBack(ClipFacts facts, List<Pts> frames, List<Media.Sound> sounds, Pts end, Picture first) {
    List<Long> ptsMillis() {
        return frames.stream().map(pts -> Math.round(pts.micros() / 1000.0)).toList();
    }

    Pts soundStart() {
        return sounds.getFirst().pts();
    }

    Pts soundEnd() {
        return new Pts(sounds.getLast().pts().micros() + sounds.getLast().durationMicros());
    }

    static ReadBack of(Path file) throws IOException {
        try (DrivingSource source = FfmpegSources.open(file, SourceSettings.DEFAULT)) {
            List<Pts> frames = new ArrayList<>();
            List<Media.Sound> sounds = new ArrayList<>();
            List<Picture> pictures = new ArrayList<>();
            while (true) {
                switch (source.next()) {
                    case Media.Frame frame -> {
                        frames.add(frame.pts());
                        pictures.add(source.encode());
                    }
                    case Media.Broken broken -> throw new AssertionError(broken);
                    case Media.Sound sound -> sounds.add(sound);
                    case Media.End end -> {
                        return new ReadBack(source.facts(), frames, sounds, end.pts(), pictures.getFirst());
                    }
                }
            }
        }
    }
}
