package dev.marotte.face.implicit;

import dev.marotte.face.Rotation;

/** Puts a driver's motion onto a source and yields the keypoints that the source would have, before stitching. Immutable. */
public sealed interface ImplicitRetargeting {
    /** Keypoints of the source with the driver's motion. */
    ImplicitKeypoints target(ImplicitMotion driver);

    /**
     * Applies motion as a change against the driver's rest, so that a driver at rest leaves the source unchanged.
     *
     * @param neutral the driver at rest
     */
    record Relative(ImplicitSource source, ImplicitMotion neutral) implements ImplicitRetargeting {
        @Override
        public ImplicitKeypoints target(ImplicitMotion driver) {
            ImplicitMotion own = source.motion();
            return source.canonical()
                    .turned(rotation(driver))
                    .plus(own.expression().plus(driver.expression().minus(neutral.expression())))
                    .scaledBy(own.scale() * driver.scale() / neutral.scale())
                    .shifted(own.x() + driver.x() - neutral.x(), own.y() + driver.y() - neutral.y());
        }

        /** Returns the transpose of R_d · R_d0ᵀ · R_s: with row vectors, matrices are multiplied in the order in which they act. */
        private Rotation rotation(ImplicitMotion driver) {
            return source.motion()
                    .angles()
                    .rotation()
                    .times(neutral.angles().rotation().inverse())
                    .times(driver.angles().rotation());
        }
    }

    /** Applies the driver's pose, position and expression unchanged, at the source's own size. */
    record Absolute(ImplicitSource source) implements ImplicitRetargeting {
        @Override
        public ImplicitKeypoints target(ImplicitMotion driver) {
            return source.canonical()
                    .turned(driver.angles().rotation())
                    .plus(ExpressionMask.mixed(source.motion().expression(), driver.expression()))
                    .scaledBy(source.motion().scale())
                    .shifted(driver.x(), driver.y());
        }
    }
}
