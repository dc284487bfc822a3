package dev.marotte.landmark;

import dev.marotte.face.onnx.FaceModels;
import java.nio.file.Path;
import java.util.Optional;

/** The models with which this stage observes frames, shared by its threads. */
record StageModels(FaceModels faces, MotionNetworks networks) implements AutoCloseable {
    /** @throws dev.marotte.schemas.BadInputException if networks were named that cannot be used */
    static StageModels load(Optional<Path> folder) {
        MotionNetworks networks = MotionNetworks.load(folder);
        return new StageModels(FaceModels.load(), networks);
    }

    @Override
    public void close() {
        faces.close();
        networks.close();
    }
}
