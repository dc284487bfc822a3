package dev.marotte.render;

import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.LoadedGenerator;
import dev.marotte.identity.LoadedNetworks;
import dev.marotte.identity.PortraitEnrolment;
import dev.marotte.identity.SourcePicture;
import dev.marotte.schemas.MotionKind;
import java.nio.file.Path;
import java.util.List;

/** Grace Hopper, enrolled and drawn by stand-ins for implicit-keypoint networks, a few kilobytes that move all of a picture. */
final class KeypointStudio implements AutoCloseable {
    private static final Path STAND_INS =
            Path.of("..", "face", "src", "test", "resources", "dev", "marotte", "face", "onnx", "implicit-keypoints");

    private final LoadedNetworks loaded = (LoadedNetworks)
            LoadedGenerator.load(new GeneratorChoice(new BundleSource.Folder(STAND_INS), Device.CPU, 1));
    private final KeypointModel model = KeypointModel.open(loaded);
    private final Generator generator = model.generator();

    Generator generator() {
        return generator;
    }

    MotionKind.ImplicitKeypoints kind() {
        return loaded.kind();
    }

    EnrolledIdentity hopper() {
        try (FaceModels faces = FaceModels.load()) {
            return new PortraitEnrolment(loaded, faces)
                    .enrol(List.of(new SourcePicture("hopper.jpg", TestStudio.portrait("hopper.jpg"))));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
