package dev.marotte.face.implicit;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;
import java.util.stream.IntStream;

/**
 * The upright squares that the networks see. The published crops are around points from the brows to the chin; only these points are taken of the mesh,
 * which reaches up to the hair.
 */
public final class ImplicitCrop {
    private static final double SOURCE_SCALE = 2.3;
    private static final double SOURCE_RISE = 0.125;
    private static final double DRIVER_SCALE = 2.2;
    private static final double DRIVER_RISE = 0.1;

    private static final int[] BROWS = {70, 63, 105, 66, 107, 336, 296, 334, 293, 300};

    private ImplicitCrop() {}

    /** Returns the square of a picture whose face is to be moved. */
    public static FaceRegion source(FaceLandmarks face) {
        return around(face, SOURCE_SCALE, SOURCE_RISE);
    }

    /** Returns the square of a driver's picture. */
    public static FaceRegion driver(FaceLandmarks face) {
        return around(face, DRIVER_SCALE, DRIVER_RISE);
    }

    /** @param rise distance of its middle above the face's, in sides of the square */
    private static FaceRegion around(FaceLandmarks face, double scale, double rise) {
        double left = mesh().mapToDouble(face::x).min().orElseThrow();
        double right = mesh().mapToDouble(face::x).max().orElseThrow();
        double top = IntStream.of(BROWS).mapToDouble(face::y).min().orElseThrow();
        double bottom = Math.max(top, face.y(MeshPoints.CHIN));
        double side = scale * Math.max(right - left, bottom - top);
        return new FaceRegion((left + right) / 2, (top + bottom) / 2 - rise * side, side, 0);
    }

    private static IntStream mesh() {
        return IntStream.range(0, MeshPoints.COUNT);
    }
}
