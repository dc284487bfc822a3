package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;
import java.util.List;

/**
 * The upright square of a picture that is drawn. It may reach over the picture's edges.
 *
 * @param left of the square in the picture, in pixels
 * @param side of the square in the picture, in pixels
 * @param size of what is drawn, in pixels; equal to the side wherever the generator can, so that paste-back need not resample
 */
public record Crop(int left, int top, int side, int size) {
    /** In so many sizes of the face there is room for crown, neck and the beginning of the shoulders. */
    private static final float ROOM = 2.4f;
    /** So many hold the head alone: the least, even where the picture ends before. */
    private static final float LEAST_ROOM = 1.7f;
    /**
     * A smaller face is drawn with so many pixels, about as many as a mesh looks at, and scaled down when it is pasted back: lids and lips
     * then move in finer steps than a pixel of the picture.
     */
    private static final float LEAST_DRAWN = 180;
    /** In sizes of the face: so much is drawn under it, even where the picture ends before. */
    private static final float LEAST_BELOW = 0.3f;
    /** In parts of a drawing's side: in its rim generators let motion fade out. */
    public static final float RIM = 0.09f;

    public Crop {
        if (side <= 0 || size <= 0) {
            throw new IllegalArgumentException("a crop has pixels, not " + side + " drawn as " + size);
        }
    }

    /**
     * Chooses the square around a face, which stays in its middle: hair and shoulders move more freely over an edge of the picture than at
     * an edge of the drawing. Where the picture ends under the face, the rim of the square begins: a body that rises is drawn out above
     * it, and not continued by its last row.
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
     * The square around the same person's face in a further picture, for which the face is drawn as large as in the first.
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

    /** Whether drawn pixels are pixels of the picture. */
    public boolean isExact() {
        return size == side;
    }

    /** From pixels of the picture to pixels of what is drawn. The middle of a pixel has whole coordinates. */
    FaceLandmarks toCrop(FaceLandmarks picture) {
        float scale = (float) size / side;
        return mapped(picture, scale, (0.5f - left) * scale - 0.5f, (0.5f - top) * scale - 0.5f);
    }

    /** From pixels of what is drawn to pixels of the picture. */
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
