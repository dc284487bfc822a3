package dev.marotte.identity;

import dev.marotte.face.onnx.Device;
import dev.marotte.schemas.Profile;
import java.util.List;

/** Choice of the bundle that draws: always the same one, or the one that suits the session and the device. */
public sealed interface BundleChoice permits BundleSource, BundleChoice.Automatic {
    /** The bundle that people are enrolled with; all bundles that {@link #drawing} names can draw the embeddings that it makes. */
    BundleSource enrolling();

    /** The bundles that draw sessions of a profile, the preferred one first; the others draw identities that the preferred one cannot draw. */
    List<BundleSource> drawing(Profile profile, Device device);

    /**
     * The trained generator wherever there is time for it. On a CPU a live frame must be drawn by the warp, which takes a fraction of the time; one
     * embedding serves both, so nobody need be enrolled twice.
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
