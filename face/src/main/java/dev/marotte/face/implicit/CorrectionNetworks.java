package dev.marotte.face.implicit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The three small networks that correct keypoints.
 *
 * @param stitching from source and target keypoints (126) to offsets of the target (63) and of all in the picture's plane (2), which keep the seam at the
 *     shoulders
 * @param eyes from source keypoints, both eyes' ratios and the wanted one (66) to offsets (63)
 * @param lips from source keypoints, the lips' ratio and the wanted one (65) to offsets (63)
 */
public record CorrectionNetworks(CorrectionNetwork stitching, CorrectionNetwork eyes, CorrectionNetwork lips) {
    ImplicitKeypoints stitched(ImplicitKeypoints source, ImplicitKeypoints target) {
        float[] answer = stitching.answer(joined(source, target.toArray()));
        float[] offsets = Arrays.copyOf(answer, ImplicitKeypoints.COORDINATES);
        return target.plus(ImplicitKeypoints.of(offsets))
                .shifted(answer[ImplicitKeypoints.COORDINATES], answer[ImplicitKeypoints.COORDINATES + 1]);
    }

    /** Offsets that open or close the source's eyes to the wanted ratio. */
    ImplicitKeypoints eyeOffsets(ImplicitKeypoints source, OpeningRatios ratios, double wanted) {
        return ImplicitKeypoints.of(
                eyes.answer(joined(source, (float) ratios.leftEye(), (float) ratios.rightEye(), (float) wanted)));
    }

    /** Offsets that open or close the source's lips to the wanted ratio. */
    ImplicitKeypoints lipOffsets(ImplicitKeypoints source, OpeningRatios ratios, double wanted) {
        return ImplicitKeypoints.of(lips.answer(joined(source, (float) ratios.lips(), (float) wanted)));
    }

    private static float[] joined(ImplicitKeypoints keypoints, float... further) {
        float[] first = keypoints.toArray();
        float[] row = Arrays.copyOf(first, first.length + further.length);
        IntStream.range(0, further.length).forEach(i -> row[first.length + i] = further[i]);
        return row;
    }
}
