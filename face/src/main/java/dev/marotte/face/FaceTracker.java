package dev.marotte.face;

import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FaceLandmarks;

/**
 * Follows one face through the frames of a clip as MediaPipe does: the detector runs only while no face is held; a held face is looked for around its last
 * landmarks, and once more if it has moved. All state is in the {@link TrackState}, so any tracker can continue where another one stopped. One thread.
 */
public final class FaceTracker {
    private static final int LARGEST_REDUCTION = 8;
    /** The mesh sees a face at this size; a picture may be decoded smaller as long as the region keeps as many pixels. */
    private static final int MESH_SIZE = 192;
    /** In sides of a region. A face at rest moves less; measured in docs/measurements/landmarks.md. */
    private static final double MOVED = 0.02;

    private final FaceMesh mesh;
    private final FaceFinder quick;
    private final FaceFinder thorough;

    /** @param quick used in every frame without a face; {@code thorough} is used in some of them, and when a particular one of several faces is wanted */
    public FaceTracker(FaceDetector quick, FaceDetector thorough, FaceMesh mesh) {
        this.mesh = mesh;
        this.quick = new FaceFinder(quick, mesh);
        this.thorough = new FaceFinder(thorough, mesh);
    }

    public Tracking track(TrackState before, PictureSource picture, FaceChoice choice) {
        return switch (before) {
            case TrackState.Held held -> follow(held, picture, choice);
            case TrackState.Lost lost -> find(lost, picture, choice);
        };
    }

    private Tracking follow(TrackState.Held held, PictureSource picture, FaceChoice choice) {
        return picture.decode(reduction(held.region()))
                .map(pixels -> fit(pixels, held.region()))
                .map(fit -> fit.present() ? found(fit.landmarks(), fit.presence()) : find(held.lost(), picture, choice))
                .orElseGet(() -> new Tracking.BrokenPicture(held));
    }

    /** Fits twice if the face has moved: when its region is off, the mesh errs by up to a sixth of a face even if it is confident. */
    private FaceMesh.Fit fit(Pixels pixels, FaceRegion before) {
        FaceMesh.Fit fit = mesh.fit(pixels, before);
        return fit.present() && fit.region().distance(before) > MOVED ? mesh.fit(pixels, fit.region()) : fit;
    }

    private Tracking find(TrackState lost, PictureSource picture, FaceChoice choice) {
        return picture.decode(1)
                .map(pixels -> finder(lost, choice).find(pixels, choice))
                .<Tracking>map(chosen -> chosen.<Tracking>map(face -> found(face.landmarks(), face.confidence()))
                        .orElseGet(() -> new Tracking.NoFace(lost.lost())))
                .orElseGet(() -> new Tracking.BrokenPicture(lost));
    }

    private FaceFinder finder(TrackState state, FaceChoice choice) {
        return switch (state) {
            case TrackState.Lost lost when lost.looksCloser() -> thorough;
            case TrackState.Lost _, TrackState.Held _ -> choice instanceof FaceChoice.NumberedFace ? thorough : quick;
        };
    }

    private static Tracking found(FaceLandmarks landmarks, float confidence) {
        return new Tracking.Found(new TrackState.Held(FaceRegion.about(landmarks)), landmarks, confidence);
    }

    private static int reduction(FaceRegion region) {
        int reduction = 1;
        while (reduction < LARGEST_REDUCTION && region.side() / (2 * reduction) >= MESH_SIZE) {
            reduction *= 2;
        }
        return reduction;
    }
}
