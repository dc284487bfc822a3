package dev.marotte.face.onnx;

import dev.marotte.face.implicit.AppearanceVolume;
import dev.marotte.face.implicit.CorrectionNetwork;
import dev.marotte.face.implicit.CorrectionNetworks;
import dev.marotte.face.implicit.HeadAngles;
import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.implicit.ImplicitKeypoints;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.face.implicit.ImplicitNetwork;
import dev.marotte.face.implicit.ImplicitSource;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The networks of a user's folder on the CPU, where the real ones take seconds a frame. Tested with tiny networks of the same names and shapes
 * alone, never with the real weights. Safe for use by several threads.
 */
public final class ImplicitNetworks implements AutoCloseable {
    /** Side in pixels of the pictures that go in. */
    public static final int INPUT_SIZE = 256;
    /** Side in pixels of the pictures that come out. */
    public static final int OUTPUT_SIZE = 512;

    private final Map<ImplicitNetwork, BoundNetwork> networks = new EnumMap<>(ImplicitNetwork.class);

    private ImplicitNetworks() {}

    /**
     * Loads all of them.
     *
     * @param threads of one run
     * @throws dev.marotte.schemas.BadInputException if one does not fit; the message names it
     */
    public static ImplicitNetworks open(ImplicitFolder folder, int threads) {
        ImplicitNetworks opened = new ImplicitNetworks();
        boolean usable = false;
        try {
            for (ImplicitNetwork network : ImplicitNetwork.values()) {
                opened.networks.put(network, BoundNetwork.open(folder, network, threads));
            }
            usable = true;
            return opened;
        } finally {
            if (!usable) {
                opened.close();
            }
        }
    }

    /**
     * The looks of a source picture.
     *
     * @param rgb 256 rows of 256 times R, G, B
     */
    public AppearanceVolume appearance(ByteBuffer rgb) {
        return new AppearanceVolume(output(network(ImplicitNetwork.APPEARANCE).run(PicturePlanes.of(rgb)), "output"));
    }

    /**
     * Keypoints and motion in a picture; of a driver only the motion is of use.
     *
     * @param rgb 256 rows of 256 times R, G, B
     */
    public ImplicitSource motion(ByteBuffer rgb) {
        Map<String, FloatBuffer> seen = network(ImplicitNetwork.MOTION).run(PicturePlanes.of(rgb));
        HeadAngles angles = HeadAngles.ofLogits(
                array(output(seen, "pitch")), array(output(seen, "yaw")), array(output(seen, "roll")));
        FloatBuffer translation = output(seen, "t");
        return new ImplicitSource(
                ImplicitKeypoints.of(array(output(seen, "kp"))),
                new ImplicitMotion(
                        angles,
                        output(seen, "scale").get(0),
                        translation.get(0),
                        translation.get(1),
                        ImplicitKeypoints.of(array(output(seen, "exp")))));
    }

    /** A picture of the source, moved from its own keypoints to others: 512 rows of 512 times R, G, B. */
    public ByteBuffer draw(AppearanceVolume looks, ImplicitKeypoints source, ImplicitKeypoints driven) {
        Map<String, FloatBuffer> drawn = network(ImplicitNetwork.WARPING)
                .run(looks.elements(), FloatBuffer.wrap(driven.toArray()), FloatBuffer.wrap(source.toArray()));
        return PicturePlanes.rgb(output(drawn, "out"));
    }

    /** The small networks that correct keypoints, of use until this is closed. */
    public CorrectionNetworks corrections() {
        return new CorrectionNetworks(
                correction(ImplicitNetwork.STITCHING),
                correction(ImplicitNetwork.EYES),
                correction(ImplicitNetwork.LIPS));
    }

    private CorrectionNetwork correction(ImplicitNetwork kind) {
        BoundNetwork bound = network(kind);
        return input -> array(output(bound.run(FloatBuffer.wrap(input)), "output"));
    }

    private BoundNetwork network(ImplicitNetwork kind) {
        return Objects.requireNonNull(networks.get(kind), "all are open");
    }

    private static FloatBuffer output(Map<String, FloatBuffer> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name), "bound by name");
    }

    private static float[] array(FloatBuffer values) {
        float[] array = new float[values.remaining()];
        values.duplicate().get(array);
        return array;
    }

    @Override
    public void close() {
        networks.values().forEach(BoundNetwork::close);
    }
}
