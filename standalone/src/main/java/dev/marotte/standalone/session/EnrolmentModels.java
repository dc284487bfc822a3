package dev.marotte.standalone.session;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.LoadedGenerator;
import dev.marotte.identity.PortraitEnrolment;
import dev.marotte.identity.SourcePicture;
import java.util.List;

/** The models that enrolment needs, loaded only while it runs. */
public final class EnrolmentModels {
    private EnrolmentModels() {}

    /**
     * Makes an identity from pictures of one person.
     *
     * @throws dev.marotte.schemas.BadInputException if one of them shows no face, or cannot be read
     */
    public static EnrolledIdentity enrol(GeneratorChoice generator, List<SourcePicture> pictures) {
        LoadedGenerator loaded = LoadedGenerator.load(generator);
        try (FaceModels faces = FaceModels.load()) {
            return new PortraitEnrolment(loaded, faces).enrol(pictures);
        }
    }
}
