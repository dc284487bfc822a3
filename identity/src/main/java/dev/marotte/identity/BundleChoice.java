package dev.marotte.identity;

import dev.marotte.face.onnx.Device;
import dev.marotte.schemas.Profile;
import java.util.List;

/** Choice of the bundle that draws: always the same one, or whichever suits the session and the device. */
public sealed interface BundleChoice permits BundleSource, BundleChoice.Automatic {
    /** The bundle that people are enrolled with; whatever {@link #drawing} names draws the embeddings that it makes. */
    BundleSource enrolling();

    /** The bundles that draw sessions of a profile, the preferred one first; the others draw identities that it is not for. */
    List<BundleSource> drawing(Profile profile, Device device);

    /**
     * The trained generator wherever there is time for it. On a CPU a live frame has to be drawn by the warp, which takes a fraction of the time;
     * one embedding serves both, so nobody has to be enrolled twice.
     */
    record Automatic() implements BundleChoice {
        @Override
        public BundleSource enrolling() {
            return BundleSource.marotteNeural();
        }

        @Override
        public List<BundleSource> drawing(Profile profile, Device device) {
            BundleSource warp = BundleSource.landmarkWarp();
            return profile == Profile.LIVE && device.equals(Device.CPU)
                    ? List.of(warp)
                    : List.of(BundleSource.marotteNeural(), warp);
        }
    }
}
