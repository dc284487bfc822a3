package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;
import java.util.List;
import java.util.Optional;

/** Hand-made faces, detectors and meshes for tests without pictures. */
final class Faces {
    static final Pixels FRAME = Pixels.of(400, 300, new byte[400 * 300 * 3]);

    private Faces() {}

    /** Points spread over a square of {@code size} pixels, upright. */
    static FaceLandmarks square(double x, double y, double size) {
        float[] xyz = new float[FaceLandmarks.COUNT * 3];
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            xyz[3 * point] = (float) (x + size * (point % 22 / 21.0 - 0.5));
            xyz[3 * point + 1] = (float) (y + size * (Math.floorDiv(point, 22) / 21.0 - 0.5));
        }
        // The corners of the eyes lie on one height.
        xyz[3 * 33] = (float) (x - size / 4);
        xyz[3 * 33 + 1] = (float) y;
        xyz[3 * 263] = (float) (x + size / 4);
        xyz[3 * 263 + 1] = (float) y;
        return FaceLandmarks.of(xyz);
    }

    static FaceRegion region(double x, double y, double size) {
        return FaceRegion.about(square(x, y, size));
    }

    /** A scene of faces that can be moved between frames; counts how often it was searched and fitted. */
    static final class Scene implements FaceDetector, FaceMesh, PictureSource {
        List<FaceLandmarks> faces = List.of();
        boolean broken = false;
        int searches = 0;
        int fits = 0;
        /** How far the mesh is drawn to the middle of its region, 0 to 1. */
        double pull = 0;

        @Override
        public List<Detection> detect(Pixels picture) {
            searches++;
            return faces.stream()
                    .map(face -> new Detection(0.9, FaceRegion.about(face)))
                    .toList();
        }

        @Override
        public Fit fit(Pixels picture, FaceRegion region) {
            fits++;
            return faces.stream()
                    .filter(face -> FaceRegion.about(face).sameFaceAs(region))
                    .findFirst()
                    .map(face -> new Fit(pulled(face, region), 0.95f))
                    .orElseGet(() -> new Fit(square(region.centreX(), region.centreY(), region.side()), 0.1f));
        }

        private FaceLandmarks pulled(FaceLandmarks face, FaceRegion region) {
            FaceRegion own = FaceRegion.about(face);
            float[] xyz = new float[FaceLandmarks.COUNT * 3];
            for (int point = 0; point < FaceLandmarks.COUNT; point++) {
                xyz[3 * point] = (float) (face.x(point) + pull * (region.centreX() - own.centreX()));
                xyz[3 * point + 1] = (float) (face.y(point) + pull * (region.centreY() - own.centreY()));
            }
            return FaceLandmarks.of(xyz);
        }

        @Override
        public int width() {
            return FRAME.width();
        }

        @Override
        public int height() {
            return FRAME.height();
        }

        @Override
        public Optional<Pixels> decode(int reduction) {
            return broken ? Optional.empty() : Optional.of(FRAME);
        }
    }
}
