package dev.marotte.landmark;

import dev.marotte.face.CropTransform;
import dev.marotte.face.FaceRegion;
import dev.marotte.face.Pixels;
import dev.marotte.face.TrackState;
import dev.marotte.face.implicit.ImplicitCrop;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.face.opencv.Cropper;
import dev.marotte.face.opencv.PictureDecoder;
import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.SessionMotion;
import java.nio.ByteBuffer;

/**
 * Adds to a face the motion that a family of networks sees, in sessions that need it. The crop follows the face, and the motion is given in pixels of the
 * whole frame, so the position of the crop does not matter. One thread.
 */
final class NetworkObserver implements FrameObserver {
    private final FrameObserver faces;
    private final String family;
    private final ImplicitNetworks networks;
    private final PictureDecoder decoder = new PictureDecoder();
    private final ByteBuffer crop =
            ByteBuffer.allocateDirect(ImplicitNetworks.INPUT_SIZE * ImplicitNetworks.INPUT_SIZE * 3);

    /** @param networks remain owned by the caller */
    NetworkObserver(FrameObserver faces, String family, ImplicitNetworks networks) {
        this.faces = faces;
        this.family = family;
        this.networks = networks;
    }

    @Override
    public ObservedFrame observe(TrackState before, DrivingFrame frame, SessionMotion motion) {
        ObservedFrame observed = faces.observe(before, frame, motion);
        return switch (motion.kind()) {
            case MotionKind.Landmarks() -> observed;
            case MotionKind.ImplicitKeypoints _ -> new ObservedFrame(observed.track(), looked(observed.seen(), frame));
        };
    }

    private FaceObservation looked(FaceObservation seen, DrivingFrame frame) {
        return switch (seen) {
            case FaceObservation.Nothing nothing -> nothing;
            case FaceObservation.Face face ->
                decoder.decode(frame.picture())
                        .<FaceObservation>map(
                                pixels -> face.with(motion(pixels, ImplicitCrop.driver(face.landmarks()))))
                        .orElseGet(() -> new FaceObservation.Nothing(
                                face.stamp(), face.timing(), UntrackedReason.BROKEN_PICTURE));
        };
    }

    private NetworkMotion motion(Pixels pixels, FaceRegion region) {
        CropTransform transform = CropTransform.of(region, ImplicitNetworks.INPUT_SIZE);
        Cropper.crop(pixels, transform, ImplicitNetworks.INPUT_SIZE, crop);
        return new NetworkMotion.Seen(
                family, networks.motion(crop).motion().outOf(region).numbers());
    }
}
