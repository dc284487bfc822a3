package dev.marotte.face.implicit;

/**
 * A face to be moved, as the networks found it in its picture.
 *
 * @param canonical keypoints of the person without pose and expression
 * @param motion the picture's own
 */
public record ImplicitSource(ImplicitKeypoints canonical, ImplicitMotion motion) {
    /** Keypoints of the picture as it is: s · (x_c R + δ) + t. */
    public ImplicitKeypoints keypoints() {
        return canonical
                .turned(motion.angles().rotation())
                .plus(motion.expression())
                .scaledBy(motion.scale())
                .shifted(motion.x(), motion.y());
    }
}
