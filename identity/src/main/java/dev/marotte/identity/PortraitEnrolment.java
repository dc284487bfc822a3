package dev.marotte.identity;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.identity.opencv.OpenCvPictureReader;
import java.util.List;

/** Makes identities from pictures with real models: a generator's encoder and the models that find faces. For use by one thread at a time. */
public final class PortraitEnrolment {
    private final LoadedGenerator loaded;
    private final FaceModels faces;

    /** @param faces remain owned by the caller */
    public PortraitEnrolment(LoadedGenerator loaded, FaceModels faces) {
        this.loaded = loaded;
        this.faces = faces;
    }

    /**
     * Makes an identity, which is not enrolled anywhere yet.
     *
     * @param pictures of one person, as {@link Enrolment#enrol} takes them
     * @throws dev.marotte.schemas.BadInputException if a picture cannot be used; the message says which and why
     */
    public EnrolledIdentity enrol(List<SourcePicture> pictures) {
        try (Encoder encoder = loaded.encoder()) {
            return new Enrolment(loaded, encoder, faces.finder(), new OpenCvPictureReader()).enrol(pictures);
        }
    }

    /**
     * Checks whether a picture is suitable, without making an identity.
     *
     * @throws dev.marotte.schemas.BadInputException if not; the message says why
     */
    public void check(SourcePicture picture) {
        try (Encoder encoder = loaded.encoder()) {
            new Enrolment(loaded, encoder, faces.finder(), new OpenCvPictureReader()).check(picture);
        }
    }
}
