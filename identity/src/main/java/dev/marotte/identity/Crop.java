package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;
import java.util.List;

/**
 * The upright square of a picture that is drawn. It may extend beyond the picture's edges.
 *
 * @param left of the square in the picture, in pixels
 * @param side of the square in the picture, in pixels
 * @param size of the drawing, in pixels; equal to the side wherever the generator can do so, so that paste-back need not resample
 */
public record Crop(int left, int top, int side, int size) {
    /** Side in sizes of the face that leaves room for crown, neck and the top of the shoulders. */
    private static final float ROOM = 2.4f;
    /** Side that holds the head alone: the minimum, even where the picture ends earlier. */
    private static final float LEAST_ROOM = 1.7f;
    /**
     * Smallest size in pixels at which a face is drawn, about what a mesh looks at. A smaller face is drawn at this size and scaled down on paste-back, so
     * that lids and lips move in finer steps than a pixel of the picture.
     */
    private static final float LEAST_DRAWN = 180;
    /** In sizes of the face: the least that is drawn under it, even where the picture ends earlier. */
    private static final float LEAST_BELOW = 0.3f;
    /** Width of the rim in which generators let motion fade out, as a share of a drawing's side. */
    public static final float RIM = 0.09f;

    public Crop {
        if (side <= 0 || size <= 0) {
            throw new IllegalArgumentException("a crop has pixels, not " + side + " drawn as " + size);
        }
    }

    /**
     * Chooses the square around a face, which stays in its middle: hair and shoulders move more freely across an edge of the picture than at an edge of
     * the drawing. Where the picture ends under the face, the rim of the square begins, so that a body that rises is stretched above it instead of being
     * continued by its last row.
     *
     * @param face in pixels of the picture
     * @param sizes that the generator can draw, ascending
     */
    static Crop around(FaceLandmarks face, int width, int height, List<Integer> sizes) {
        FaceBox box = FaceBox.of(face);
        float wanted = Math.min(ROOM * box.size(), Math.max(Math.max(width, height), LEAST_ROOM * box.size()));
        float zoom = Math.max(1, LEAST_DRAWN / box.size());
        int size =
                sizes.stream().filter(each -> each >= wanted * zoom).findFirst().orElse(sizes.getLast());
        float bottom = Math.max(height, box.bottom() + LEAST_BELOW * box.size());
        return centred(box, Math.max(wanted, size / zoom), size).endingAt(bottom);
    }

    /**
     * Returns the square around the same person's face in a further picture in which the face is drawn as large as in the first.
     *
     * @param face in pixels of the further picture
     * @param firstFace in pixels of the picture that this is a crop of
     */
    Crop alike(FaceLandmarks face, FaceLandmarks firstFace) {
        FaceBox box = FaceBox.of(face);
        return centred(box, side * box.size() / FaceBox.of(firstFace).size(), size);
    }

    private static Crop centred(FaceBox box, float side, int size) {
        int whole = Math.max(1, Math.round(side));
        int left = (int) Math.floor(box.centreX() - whole / 2f);
        int top = (int) Math.floor(box.centreY() - whole / 2f);
        return new Crop(left, top, whole, size);
    }

    private Crop endingAt(float bottom) {
        return new Crop(left, Math.min(top, Math.round(bottom - (1 - RIM) * side)), side, size);
    }

    /** Tells whether drawn pixels are pixels of the picture. */
    public boolean isExact() {
        return size == side;
    }

    /** Converts pixels of the picture to pixels of the drawing. The centre of a pixel has integer coordinates. */
    FaceLandmarks toCrop(FaceLandmarks picture) {
        float scale = (float) size / side;
        return mapped(picture, scale, (0.5f - left) * scale - 0.5f, (0.5f - top) * scale - 0.5f);
    }

    /** Converts pixels of the drawing to pixels of the picture. */
    FaceLandmarks toPicture(FaceLandmarks crop) {
        float scale = (float) side / size;
        return mapped(crop, scale, 0.5f * scale - 0.5f + left, 0.5f * scale - 0.5f + top);
    }

    private static FaceLandmarks mapped(FaceLandmarks points, float scale, float right, float down) {
        float[] xyz = points.toArray();
        for (int point = 0; point < xyz.length; point += 3) {
            xyz[point] = xyz[point] * scale + right;
            xyz[point + 1] = xyz[point + 1] * scale + down;
            xyz[point + 2] *= scale;
        }
        return FaceLandmarks.of(xyz);
    }
}
