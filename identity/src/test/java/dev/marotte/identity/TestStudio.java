package dev.marotte.identity;

import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.FaceModels;
import java.util.List;
import java.util.stream.Stream;

/** The real thing on the CPU: the standard bundle, the face models, OpenCV. */
final class TestStudio implements AutoCloseable {
    private final LoadedBundle loaded =
            LoadedBundle.load(new GeneratorChoice(BundleSource.landmarkWarp(), Device.CPU, 1));
    private final FaceModels faces = FaceModels.load();

    Bundle bundle() {
        return loaded.bundle();
    }

    EnrolledIdentity enrol(String... portraits) {
        return enrol(Stream.of(portraits).map(TestPortraits::picture).toList());
    }

    EnrolledIdentity enrol(List<SourcePicture> pictures) {
        return new PortraitEnrolment(loaded, faces).enrol(pictures);
    }

    @Override
    public void close() {
        faces.close();
    }
}
