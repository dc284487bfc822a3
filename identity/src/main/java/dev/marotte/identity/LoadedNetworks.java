package dev.marotte.identity;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.implicit.ImplicitCrop;
import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.implicit.ImplicitNetwork;
import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.face.onnx.ModelPlacement;
import dev.marotte.identity.onnx.OnnxDevice;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.MotionKind;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A user's folder of implicit-keypoint networks.
 *
 * @param placement of the networks that draw
 */
public record LoadedNetworks(ImplicitFolder folder, MotionKind.ImplicitKeypoints kind, ModelPlacement placement)
        implements LoadedGenerator {
    /** Uses all cores: drawing takes seconds on the CPU, so nothing else is worth a core meanwhile. The same machine always gives the same pixels. */
    static LoadedNetworks load(ImplicitFolder folder, GeneratorChoice choice) {
        int threads = Math.max(choice.threads(), Runtime.getRuntime().availableProcessors());
        OnnxDevice device = OnnxDevice.open(choice.device(), smallest(folder), threads, choice.tuning());
        return new LoadedNetworks(folder, folder.motionKind(), device.placement());
    }

    private static Bytes smallest(ImplicitFolder folder) {
        try {
            return Bytes.of(Files.readAllBytes(folder.file(ImplicitNetwork.STITCHING)));
        } catch (IOException e) {
            throw new BadInputException("the networks in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The device that they draw on. */
    public Device device() {
        return placement.device();
    }

    @Override
    public GeneratorIds drawnBy() {
        return GeneratorIds.read(kind.generator());
    }

    @Override
    public int maxSources() {
        return 1;
    }

    @Override
    public Crop crop(FaceLandmarks face, int width, int height) {
        FaceRegion square = ImplicitCrop.source(face);
        int side = Math.max(1, (int) Math.round(square.side()));
        return new Crop(
                (int) Math.round(square.centreX() - side / 2.0),
                (int) Math.round(square.centreY() - side / 2.0),
                side,
                ImplicitNetworks.OUTPUT_SIZE);
    }

    @Override
    public Encoder encoder() {
        return KeypointEncoder.open(folder);
    }
}
