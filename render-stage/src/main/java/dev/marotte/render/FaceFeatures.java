package dev.marotte.render;

import dev.marotte.face.MeshPoints;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Points of the face mesh that make up its features. Curves run from the picture's left to its right. */
final class FaceFeatures {
    static final int LEFT_CHEEK = 234;
    static final int RIGHT_CHEEK = 454;
    static final int MOUTH_LEFT = 61;
    static final int MOUTH_RIGHT = 291;

    /** Rows from the outer edge of the upper lip to the inner one, without the corners; each column is one place of the lip. */
    static final int[][] UPPER_LIP = {
        {185, 40, 39, 37, 0, 267, 269, 270, 409},
        {184, 74, 73, 72, 11, 302, 303, 304, 408},
        {183, 42, 41, 38, 12, 268, 271, 272, 407},
        {191, 80, 81, 82, 13, 312, 311, 310, 415}
    };
    /** Rows from the outer edge of the lower lip to the inner one, column for column below {@link #UPPER_LIP}. */
    static final int[][] LOWER_LIP = {
        {146, 91, 181, 84, 17, 314, 405, 321, 375},
        {77, 90, 180, 85, 16, 315, 404, 320, 307},
        {96, 89, 179, 86, 15, 316, 403, 319, 325},
        {95, 88, 178, 87, 14, 317, 402, 318, 324}
    };

    static final int[] UPPER_INNER_LIP = UPPER_LIP[UPPER_LIP.length - 1];
    static final int[] LOWER_INNER_LIP = LOWER_LIP[LOWER_LIP.length - 1];
    private static final int[] LIP_CORNERS = {61, 76, 62, 78, 291, 306, 292, 308};
    static final int[] LIPS = Stream.of(
                    Stream.of(UPPER_LIP), Stream.of(LOWER_LIP), Stream.of(new int[][] {LIP_CORNERS}))
            .flatMap(rows -> rows)
            .flatMapToInt(IntStream::of)
            .toArray();
    static final int[] OVAL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };
    static final int[] NOSE = {
        1, 2, 3, 4, 5, 19, 20, 44, 45, 48, 49, 51, 59, 60, 64, 75, 79, 94, 97, 98, 99, 102, 115, 125, 129, 131, 134,
        141, 166, 195, 218, 219, 220, 235, 237, 238, 239, 240, 241, 242, 248, 250, 274, 275, 278, 279, 281, 289, 290,
        294, 305, 309, 326, 327, 328, 331, 344, 354, 358, 360, 363, 370, 392, 438, 439, 440, 455, 457, 458, 459, 460,
        461, 462
    };
    static final Eye LEFT_EYE = new Eye(
            33,
            133,
            new int[] {246, 161, 160, 159, 158, 157, 173},
            new int[] {7, 163, 144, 145, 153, 154, 155},
            MeshPoints.RIGHT_IRIS);
    static final Eye RIGHT_EYE = new Eye(
            362,
            263,
            new int[] {398, 384, 385, 386, 387, 388, 466},
            new int[] {382, 381, 380, 374, 373, 390, 249},
            MeshPoints.LEFT_IRIS);
    static final List<Eye> EYES = List.of(LEFT_EYE, RIGHT_EYE);

    private FaceFeatures() {}

    /**
     * An eye.
     *
     * @param left its corner on the picture's left
     * @param right its other corner
     * @param upper the rim of the upper lid without the corners
     * @param lower the rim of the lower lid, point for point below {@code upper}
     * @param iris the first of five points: the iris's centre
     */
    record Eye(int left, int right, int[] upper, int[] lower, int iris) {}
}
