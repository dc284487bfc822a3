package dev.marotte.render;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.render.opencv.OpenCvPortraits;
import java.util.List;

/** Makes identities of pictures with real models: a bundle's encoder and the models that find faces. For one thread at a time. */
public final class PortraitEnrolment {
    private final LoadedGenerator generator;
    private final FaceModels faces;

    /** @param faces stay the caller's */
    public PortraitEnrolment(LoadedGenerator generator, FaceModels faces) {
        this.generator = generator;
        this.faces = faces;
    }

    /**
     * Makes an identity, which is enrolled nowhere yet.
     *
     * @param pictures of one person, as {@link Enrolment#enrol} wants them
     * @throws dev.marotte.schemas.BadInputException if a picture cannot be used; the message says which and why
     */
    public EnrolledIdentity enrol(List<SourcePicture> pictures) {
        try (Encoder encoder = generator.encoder()) {
            return new Enrolment(generator.bundle(), encoder, faces.finder(), new OpenCvPortraits()).enrol(pictures);
        }
    }
}
