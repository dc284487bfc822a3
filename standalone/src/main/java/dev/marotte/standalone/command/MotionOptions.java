package dev.marotte.standalone.command;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.standalone.session.MotionPresets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the driver's motion is read and put onto the portrait. */
final class MotionOptions {
    @Option(
            names = "--motion",
            paramLabel = "MODE",
            defaultValue = "relative",
            description = "relative: the driver's change from its neutral face is applied to the portrait's own pose; "
                    + "absolute: the driver's head pose is used as it is. Default: relative.")
    private MotionSettings.Mode mode;

    @Option(
            names = "--expression",
            paramLabel = "STRENGTH",
            defaultValue = "1.0",
            description = "Strength of the expression, 0 to 3. Default: 1.0.")
    private float expression;

    @Option(
            names = "--head",
            paramLabel = "STRENGTH",
            defaultValue = "1.0",
            description = "Strength of the head's motion, 0 to 3. Default: 1.0.")
    private float head;

    @Option(
            names = "--neutral-at",
            paramLabel = "SECONDS",
            description =
                    "Time in the clip at which the driver's face is at rest. Default: an estimate from the clip's first minute.")
    private Optional<Double> neutralAt;

    @Option(
            names = "--face",
            paramLabel = "N",
            description =
                    "Which face drives if there are several: the N-th from the left, from 1. Default: the largest.")
    private Optional<Integer> face;

    /** @param alpha whether an output carries the person's coverage */
    SessionMotion chosen(boolean alpha) {
        MotionSettings settings = CheckedInput.checked(() -> new MotionSettings(mode, expression, head));
        return new SessionMotion(
                new RenderSettings(settings, PictureCodec.JPEG, alpha),
                neutral(),
                CheckedInput.checked(this::faceChoice));
    }

    private NeutralChoice neutral() {
        if (neutralAt.isPresent() && neutralAt.get() < 0) {
            throw new BadInputException("--neutral-at counts seconds from the clip's start, so it is not negative");
        }
        return neutralAt
                .<NeutralChoice>map(seconds -> new NeutralChoice.NeutralAt(new Pts(Math.round(seconds * 1e6))))
                .orElse(MotionPresets.NEUTRAL);
    }

    private FaceChoice faceChoice() {
        return face.<FaceChoice>map(FaceChoice.NumberedFace::new).orElseGet(FaceChoice.LargestFace::new);
    }
}
