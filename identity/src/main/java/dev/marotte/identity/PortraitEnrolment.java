package dev.marotte.identity;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.identity.opencv.OpenCvPictureReader;
import java.util.List;

/** Makes identities of pictures with real models: a generator's encoder and the models that find faces. For one thread at a time. */
public final class PortraitEnrolment {
    private final LoadedGenerator loaded;
    private final FaceModels faces;

    /** @param faces stay the caller's */
    public PortraitEnrolment(LoadedGenerator loaded, FaceModels faces) {
        this.loaded = loaded;
        this.faces = faces;
    }

    /**
     * Makes an identity, which is enrolled nowhere yet.
     *
     * @param pictures of one person, as {@link Enrolment#enrol} wants them
     * @throws dev.marotte.schemas.BadInputException if a picture cannot be used; the message says which and why
     */
    public EnrolledIdentity enrol(List<SourcePicture> pictures) {
        try (Encoder encoder = loaded.encoder()) {
            return new Enrolment(loaded, encoder, faces.finder(), new OpenCvPictureReader()).enrol(pictures);
        }
    }

    /**
     * Looks whether a picture would do, without making anything of it.
     *
     * @throws dev.marotte.schemas.BadInputException if not; the message says why
     */
    public void check(SourcePicture picture) {
        try (Encoder encoder = loaded.encoder()) {
            new Enrolment(loaded, encoder, faces.finder(), new OpenCvPictureReader()).check(picture);
        }
    }
}
