package dev.marotte.face;

import java.util.ArrayList;
import java.util.List;

/**
 * Searches the whole picture, then parts of half its side, then ever smaller ones until a face is found, because the short-range detector sees its input
 * at 128 × 128 and overlooks small faces. As thread-safe as the detector that it wraps.
 */
public final class ZoomingFaceDetector implements FaceDetector {
    /** A face of 40 pixels is a fifth of the smallest tile; below that the mesh has too few pixels. */
    private static final int SMALLEST_TILE = 192;
    /** Steps down from the whole picture: with a fourth, a 4K picture would have 700 tiles. */
    private static final int STEPS = 3;

    private final RegionDetector detector;

    public ZoomingFaceDetector(RegionDetector detector) {
        this.detector = detector;
    }

    @Override
    public List<Detection> detect(Pixels picture) {
        FaceRegion whole = whole(picture);
        List<Detection> faces = new ArrayList<>(detector.detect(picture, whole));
        double side = whole.side();
        for (int step = 1; step <= STEPS && (step == 1 || faces.isEmpty()); step++) {
            side /= 2;
            if (side >= SMALLEST_TILE) {
                faces.addAll(inTiles(picture, side));
            }
        }
        return Detections.eachOnce(faces);
    }

    /** Returns a detector that searches only the whole picture, for every frame of a clip, where tiles would cost too much. */
    public static FaceDetector withoutZoom(RegionDetector detector) {
        return picture -> detector.detect(picture, whole(picture));
    }

    private static FaceRegion whole(Pixels picture) {
        return new FaceRegion(
                (picture.fullWidth() - 1) / 2.0,
                (picture.fullHeight() - 1) / 2.0,
                Math.max(picture.fullWidth(), picture.fullHeight()),
                0);
    }

    private List<Detection> inTiles(Pixels picture, double side) {
        List<Detection> faces = new ArrayList<>();
        for (double y : centres(picture.fullHeight(), side)) {
            for (double x : centres(picture.fullWidth(), side)) {
                faces.addAll(detector.detect(picture, new FaceRegion(x, y, side, 0)));
            }
        }
        return faces;
    }

    /** Centres of tiles that overlap by half or more, from edge to edge. */
    private static List<Double> centres(int length, double side) {
        int steps = (int) Math.ceil(Math.max(0, length - side) / (side / 2));
        List<Double> centres = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            centres.add(steps == 0 ? (length - 1) / 2.0 : side / 2 + i * (length - side) / steps);
        }
        return centres;
    }

    /** Finds the faces of a part of a picture. */
    public interface RegionDetector {
        List<Detection> detect(Pixels picture, FaceRegion part);
    }
}
