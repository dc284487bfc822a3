package dev.marotte.standalone;

import dev.marotte.face.FaceFinder;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.face.opencv.PictureDecoder;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.standalone.VoiceClient.Heard;
import dev.marotte.standalone.VoiceClient.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** How far the lips are apart in pictures that follow each other, and how that goes with what is heard. */
record LipMovement(List<Opening> openings) {
    private static final int UPPER_LIP = 13;
    private static final int LOWER_LIP = 14;

    /** How far the lips are apart in a picture, in pixels. */
    record Opening(long ptsMicros, double pixels) {}

    static LipMovement of(List<Shown> pictures) {
        try (FaceModels models = FaceModels.load()) {
            FaceFinder finder = models.finder();
            PictureDecoder decoder = new PictureDecoder();
            List<Opening> openings = new ArrayList<>();
            for (Shown shown : pictures) {
                decoder.decode(new Picture(PictureCodec.JPEG, 512, 512, Bytes.of(shown.jpeg())))
                        .flatMap(pixels -> finder.find(pixels, new FaceChoice.LargestFace()))
                        .map(face ->
                                face.landmarks().y(LOWER_LIP) - face.landmarks().y(UPPER_LIP))
                        .ifPresent(apart -> openings.add(new Opening(shown.ptsMicros(), apart)));
            }
            return new LipMovement(openings);
        }
    }

    /** Standard deviation, in pixels. */
    double spread() {
        double mean = openings.stream().mapToDouble(Opening::pixels).average().orElse(0);
        return Math.sqrt(openings.stream()
                .mapToDouble(each -> (each.pixels() - mean) * (each.pixels() - mean))
                .average()
                .orElse(0));
    }

    /** By how many milliseconds the lips follow the loudness best; negative where they are early. */
    long lateness(List<Heard> sounds) {
        return LongStream.rangeClosed(-12, 12)
                .map(step -> step * 20)
                .boxed()
                .max(Comparator.comparingDouble(late -> correlation(sounds, late)))
                .orElseThrow();
    }

    /** Pearson's r of the lips and of how loud it was {@code late} milliseconds before. */
    double correlation(List<Heard> sounds, long late) {
        double[] lips = openings.stream().mapToDouble(Opening::pixels).toArray();
        double[] loud = openings.stream()
                .mapToDouble(each -> loudness(sounds, each.ptsMicros() - late * 1_000))
                .toArray();
        double lipsMean = Arrays.stream(lips).average().orElse(0);
        double loudMean = Arrays.stream(loud).average().orElse(0);
        double both = 0;
        double lipsSquares = 0;
        double loudSquares = 0;
        for (int each = 0; each < lips.length; each++) {
            both += (lips[each] - lipsMean) * (loud[each] - loudMean);
            lipsSquares += Math.pow(lips[each] - lipsMean, 2);
            loudSquares += Math.pow(loud[each] - loudMean, 2);
        }
        return both / Math.sqrt(lipsSquares * loudSquares);
    }

    /** Of the 60 ms around a moment. */
    private static double loudness(List<Heard> sounds, long micros) {
        return sounds.stream()
                .filter(heard -> Math.abs(heard.ptsMicros() + 10_000 - micros) < 30_000)
                .mapToDouble(Heard::level)
                .average()
                .orElse(0);
    }
}
