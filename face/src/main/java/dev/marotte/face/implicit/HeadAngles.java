package dev.marotte.face.implicit;

import dev.marotte.face.Rotation;
import dev.marotte.schemas.HeadPose;

/** A head's angles in degrees, with the signs of the networks: their yaw grows to the viewer's left, unlike in {@link HeadPose}. */
public record HeadAngles(double pitch, double yaw, double roll) {
    /** The angles that the networks' logits stand for, 66 for each. */
    public static HeadAngles ofLogits(float[] pitch, float[] yaw, float[] roll) {
        return new HeadAngles(AngleBins.degrees(pitch), AngleBins.degrees(yaw), AngleBins.degrees(roll));
    }

    /** Roll after yaw after pitch: with rows as vectors the transpose of R_z · R_y · R_x. */
    Rotation rotation() {
        return Rotation.of(new HeadPose((float) -yaw, (float) pitch, (float) roll));
    }
}
