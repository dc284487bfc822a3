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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * The networks of a user's folder; on a CPU the real ones take seconds a frame. Tested only with tiny networks of the same names and shapes on the CPU,
 * never with the real weights, never on CUDA. Safe for use by several threads.
 */
public final class ImplicitNetworks implements AutoCloseable {
    /** Side in pixels of the pictures that go in. */
    public static final int INPUT_SIZE = 256;
    /** Side in pixels of the pictures that come out. */
    public static final int OUTPUT_SIZE = 512;
    /** Frames of one run on CUDA: each carries eight megabytes of features. */
    private static final int MOST_ON_CUDA = 8;

    private final Map<ImplicitNetwork, BoundNetwork> networks = new EnumMap<>(ImplicitNetwork.class);

    private final Device device;

    private ImplicitNetworks(Device device) {
        this.device = device;
    }

    /**
     * Loads all of them, onto the CPU.
     *
     * @param threads number of threads of one run
     * @throws dev.marotte.schemas.BadInputException if one does not fit; the message names it
     */
    public static ImplicitNetworks open(ImplicitFolder folder, int threads) {
        return open(folder, EnumSet.allOf(ImplicitNetwork.class), ModelPlacement.cpu(threads));
    }

    /**
     * Loads only the wanted networks, for callers that need no others: the largest has 400 MB.
     *
     * @param placement of all of them
     * @throws dev.marotte.schemas.BadInputException if one does not fit; the message names it
     */
    public static ImplicitNetworks open(ImplicitFolder folder, Set<ImplicitNetwork> wanted, ModelPlacement placement) {
        ImplicitNetworks opened = new ImplicitNetworks(placement.device());
        boolean usable = false;
        try {
            for (ImplicitNetwork network : wanted) {
                opened.networks.put(network, BoundNetwork.open(folder, network, placement));
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
     * Extracts the appearance of a source picture.
     *
     * @param rgb 256 rows of 256 times R, G, B
     */
    public AppearanceVolume appearance(ByteBuffer rgb) {
        return new AppearanceVolume(output(network(ImplicitNetwork.APPEARANCE).run(PicturePlanes.of(rgb)), "output"));
    }

    /**
     * Finds keypoints and motion in a picture; for a driver only the motion is of use.
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

    /** Maximum number of pictures that are drawn at once: several on CUDA if the export leaves the number open, else one. */
    public int drawnTogether() {
        return switch (device) {
            case Device.Cpu() -> 1;
            case Device.Cuda _ -> network(ImplicitNetwork.WARPING).takesMany() ? MOST_ON_CUDA : 1;
        };
    }

    /** Draws the source, moved from its own keypoints to others: 512 rows of 512 times R, G, B. */
    public ByteBuffer draw(AppearanceVolume looks, ImplicitKeypoints source, ImplicitKeypoints driven) {
        return draw(List.of(new Drawing(looks, source, driven))).getFirst();
    }

    /**
     * Draws all of them, in as few runs as possible.
     *
     * @param drawn receives the number and the picture of each: 512 rows of 512 times R, G, B
     */
    public void draw(List<Drawing> drawings, ObjIntConsumer<ByteBuffer> drawn) {
        int most = drawnTogether();
        for (int start = 0; start < drawings.size(); start += most) {
            List<ByteBuffer> pictures = draw(drawings.subList(start, Math.min(start + most, drawings.size())));
            for (int place = 0; place < pictures.size(); place++) {
                drawn.accept(pictures.get(place), start + place);
            }
        }
    }

    /** Draws in one run, regardless of the device. */
    List<ByteBuffer> draw(List<Drawing> drawings) {
        FloatBuffer out = output(
                network(ImplicitNetwork.WARPING)
                        .run(
                                drawings.size(),
                                joined(drawings, drawing -> drawing.looks().elements()),
                                joined(
                                        drawings,
                                        drawing -> FloatBuffer.wrap(
                                                drawing.driven().toArray())),
                                joined(
                                        drawings,
                                        drawing -> FloatBuffer.wrap(
                                                drawing.source().toArray()))),
                "out");
        int elements = out.remaining() / drawings.size();
        return IntStream.range(0, drawings.size())
                .mapToObj(place -> PicturePlanes.rgb(out.slice(place * elements, elements)))
                .toList();
    }

    /** Joins the parts; a single one is not copied. */
    private static FloatBuffer joined(List<Drawing> drawings, Function<Drawing, FloatBuffer> part) {
        List<FloatBuffer> parts = drawings.stream().map(part).toList();
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        FloatBuffer all = FloatBuffer.allocate(
                parts.stream().mapToInt(FloatBuffer::remaining).sum());
        parts.forEach(all::put);
        return all.flip();
    }

    /**
     * A request for a picture.
     *
     * @param source keypoints of the picture as it is
     * @param driven where they should be
     */
    public record Drawing(AppearanceVolume looks, ImplicitKeypoints source, ImplicitKeypoints driven) {}

    /** Returns the small networks that correct keypoints, usable until this is closed. */
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
        return Objects.requireNonNull(networks.get(kind), "opened for this");
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
