package dev.marotte.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Output of the detector network for its picture, one entry for each of its anchors. */
public final class Detections {
    private static final int BOX = 4;
    private static final int KEYPOINTS = 12;

    private final float[] scores;
    private final float[] boxes;
    private final float[] keypoints;

    /**
     * Takes the arrays over, without a copy.
     *
     * @param scores [anchors], 0…1
     * @param boxes [anchors, 4]: left, top, right, bottom in 0…1 of the picture
     * @param keypoints [anchors, 6, 2]: x, y in 0…1; the right eye first, then the left one
     */
    public Detections(float[] scores, float[] boxes, float[] keypoints) {
        this.scores = scores;
        this.boxes = boxes;
        this.keypoints = keypoints;
    }

    /**
     * Returns the faces with at least {@code minimumScore}, each once, the most certain first.
     *
     * @param picture the part of the frame that the network's picture was taken from
     */
    public List<Detection> faces(FaceRegion picture, double minimumScore) {
        return eachOnce(IntStream.range(0, scores.length)
                .filter(anchor -> scores[anchor] >= minimumScore)
                .mapToObj(anchor -> new Detection(scores[anchor], region(anchor, CropTransform.of(picture, 1))))
                .toList());
    }

    private FaceRegion region(int anchor, CropTransform crop) {
        int box = anchor * BOX;
        int eyes = anchor * KEYPOINTS;
        double x = (boxes[box] + boxes[box + 2]) / 2;
        double y = (boxes[box + 1] + boxes[box + 3]) / 2;
        double side = Math.max(boxes[box + 2] - boxes[box], boxes[box + 3] - boxes[box + 1]);
        double angle = Math.atan2(keypoints[eyes + 3] - keypoints[eyes + 1], keypoints[eyes + 2] - keypoints[eyes]);
        return new FaceRegion(
                crop.toFrameX(x, y),
                crop.toFrameY(x, y),
                FaceRegion.MARGIN * side * crop.scale(),
                angle + crop.angle());
    }

    /** Removes duplicates: neighbouring anchors see the same face, and only the most certain one is kept. */
    static List<Detection> eachOnce(List<Detection> detections) {
        List<Detection> faces = new ArrayList<>();
        detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .filter(candidate ->
                        faces.stream().noneMatch(face -> face.region().sameFaceAs(candidate.region())))
                .forEach(faces::add);
        return List.copyOf(faces);
    }
}
