package dev.marotte.face.implicit;

import java.util.List;
import java.util.stream.LongStream;

/** The networks of the family: the usual names of their files, and their tensors, all of them 32-bit floats. */
public enum ImplicitNetwork {
    /** Makes a volume of features of the source picture. */
    APPEARANCE(
            "appearance_feature_extractor.onnx",
            List.of(new Port("img", 1, 3, 256, 256)),
            List.of(new Port("output", 1, 32, 16, 64, 64))),
    /** Sees the motion in a picture. */
    MOTION(
            "motion_extractor.onnx",
            List.of(new Port("img", 1, 3, 256, 256)),
            List.of(
                    new Port("pitch", 1, 66),
                    new Port("yaw", 1, 66),
                    new Port("roll", 1, 66),
                    new Port("t", 1, 3),
                    new Port("exp", 1, 63),
                    new Port("scale", 1, 1),
                    new Port("kp", 1, 63))),
    /** Warps the features from the source's keypoints to the driven ones and draws them. */
    WARPING(
            "warping_spade.onnx",
            List.of(
                    new Port("feature_3d", 1, 32, 16, 64, 64),
                    new Port("kp_driving", 1, 21, 3),
                    new Port("kp_source", 1, 21, 3)),
            List.of(new Port("out", 1, 3, 512, 512))),
    /** Keeps the seam at the shoulders. */
    STITCHING("stitching.onnx", List.of(new Port("input", 1, 126)), List.of(new Port("output", 1, 65))),
    /** Opens and closes eyes. */
    EYES("stitching_eye.onnx", List.of(new Port("input", 1, 66)), List.of(new Port("output", 1, 63))),
    /** Opens and closes lips. */
    LIPS("stitching_lip.onnx", List.of(new Port("input", 1, 65)), List.of(new Port("output", 1, 63)));

    private final String file;
    private final List<Port> inputs;
    private final List<Port> outputs;

    ImplicitNetwork(String file, List<Port> inputs, List<Port> outputs) {
        this.file = file;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Name of the ONNX file. */
    public String file() {
        return file;
    }

    public List<Port> inputs() {
        return inputs;
    }

    /** Outputs that are read; their order in the file does not matter. */
    public List<Port> outputs() {
        return outputs;
    }

    /** Name and shape of an input or output. */
    public record Port(String name, List<Long> axes) {
        Port(String name, long... axes) {
            this(name, LongStream.of(axes).boxed().toList());
        }

        /** Tells whether a declared shape fits; −1 stands for a length that the file leaves open. */
        public boolean accepts(long[] declared) {
            if (declared.length != axes.size()) {
                return false;
            }
            for (int axis = 0; axis < declared.length; axis++) {
                if (declared[axis] >= 0 && declared[axis] != axes.get(axis)) {
                    return false;
                }
            }
            return true;
        }

        /** Returns the lengths of the axes for this number of pictures. */
        public long[] shape(int pictures) {
            long[] shape = axes.stream().mapToLong(Long::longValue).toArray();
            shape[0] = pictures;
            return shape;
        }

        /** Number of elements for one picture. */
        public int elements() {
            return Math.toIntExact(axes.stream().reduce(1L, Math::multiplyExact));
        }
    }
}
