package dev.marotte.face;

import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FaceLandmarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the faces of a still picture, with landmarks as good as the mesh can give. As thread-safe as its detector and mesh. */
public final class FaceFinder {
    /** The mesh is best when its region comes from an earlier fit; it has settled after three. */
    private static final int FITS = 3;

    private final FaceDetector detector;
    private final FaceMesh mesh;

    public FaceFinder(FaceDetector detector, FaceMesh mesh) {
        this.detector = detector;
        this.mesh = mesh;
    }

    /** Returns every face once, from left to right. */
    public List<Face> find(Pixels picture) {
        List<Face> faces = new ArrayList<>();
        for (Detection detection : detector.detect(picture)) {
            settle(picture, detection.region())
                    .filter(face -> faces.stream().noneMatch(face::sameAs))
                    .ifPresent(faces::add);
        }
        faces.sort(Comparator.comparingDouble(face -> face.region().centreX()));
        return List.copyOf(faces);
    }

    /** Returns the chosen face; empty if there are none, or fewer than the choice needs. */
    public Optional<Face> find(Pixels picture, FaceChoice choice) {
        return choose(find(picture), choice);
    }

    static Optional<Face> choose(List<Face> leftToRight, FaceChoice choice) {
        return switch (choice) {
            case FaceChoice.LargestFace() ->
                leftToRight.stream()
                        .max(Comparator.comparingDouble(face -> face.region().side()));
            case FaceChoice.NumberedFace(int number) ->
                leftToRight.stream().skip(number - 1L).findFirst();
        };
    }

    private Optional<Face> settle(Pixels picture, FaceRegion detected) {
        FaceMesh.Fit fit = mesh.fit(picture, detected);
        for (int i = 1; i < FITS && fit.present(); i++) {
            fit = mesh.fit(picture, fit.region());
        }
        return fit.present() ? Optional.of(new Face(fit.landmarks(), fit.presence(), fit.region())) : Optional.empty();
    }

    /**
     * A face of a still picture.
     *
     * @param confidence that it is one, 0…1
     * @param region the square in which the mesh saw it
     */
    public record Face(FaceLandmarks landmarks, float confidence, FaceRegion region) {
        boolean sameAs(Face other) {
            return region.sameFaceAs(other.region);
        }
    }
}
