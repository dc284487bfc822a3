package dev.marotte.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Landmarks in fixed point: each coordinate is {@code (origin + n) · 2^-stepBits} pixels with one step for all, an origin per axis and
 * {@code n} an unsigned 16-bit number, so 1,434 coordinates take 2,868 bytes.
 *
 * <p>The step is the finest power of two, at most 2<sup>-8</sup> px, at which the widest axis still spans less than 2<sup>16</sup>
 * steps. A face 500 px wide is stored in steps of 1/128 px, one of 2,000 px in steps of 1/32. The error is half a step, so it is at most
 * 1/32 px while the face spans under 4,096 px, which is any face inside a 4K picture. Because the step is a power of two and coordinates
 * stay under 2<sup>23</sup> steps, every stored value is an exact float, and storing it again changes nothing.
 *
 * <p>Differences from point to point as variable-length integers were rejected on paper: near 4K they take three bytes each, 4.3 kB.
 */
final class FixedPointLandmarks {
    private static final int FINEST_STEP_BITS = 8;
    private static final int LARGEST_NUMBER = 0xFFFF;
    private static final long LARGEST_EXACT = 1L << 23;

    private FixedPointLandmarks() {}

    static dev.marotte.schemas.avro.FaceLandmarks toAvro(FaceLandmarks landmarks) {
        float[] xyz = landmarks.toArray();
        Range[] axes = {Range.of(xyz, 0), Range.of(xyz, 1), Range.of(xyz, 2)};
        int stepBits = finestStep(axes);
        ByteBuffer coordinates = ByteBuffer.allocate(xyz.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < xyz.length; i++) {
            coordinates.putShort((short) (steps(xyz[i], stepBits) - axes[i % 3].origin(stepBits)));
        }
        return new dev.marotte.schemas.avro.FaceLandmarks(
                stepBits,
                axes[0].origin(stepBits),
                axes[1].origin(stepBits),
                axes[2].origin(stepBits),
                coordinates.flip());
    }

    static FaceLandmarks fromAvro(dev.marotte.schemas.avro.FaceLandmarks points) {
        ByteBuffer coordinates = points.getCoordinates().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int[] origins = {points.getOriginX(), points.getOriginY(), points.getOriginZ()};
        float[] xyz = new float[coordinates.remaining() / Short.BYTES];
        for (int i = 0; i < xyz.length; i++) {
            int number = Short.toUnsignedInt(coordinates.getShort());
            xyz[i] = Math.scalb((float) (origins[i % 3] + number), -points.getStepBits());
        }
        return FaceLandmarks.of(xyz);
    }

    private static int finestStep(Range[] axes) {
        int stepBits = FINEST_STEP_BITS;
        while (!axes[0].fits(stepBits) || !axes[1].fits(stepBits) || !axes[2].fits(stepBits)) {
            stepBits--;
        }
        return stepBits;
    }

    private static long steps(float coordinate, int stepBits) {
        return Math.round(Math.scalb((double) coordinate, stepBits));
    }

    /** Least and greatest coordinate along one axis. */
    private record Range(float least, float greatest) {
        static Range of(float[] xyz, int axis) {
            float least = xyz[axis];
            float greatest = xyz[axis];
            for (int i = axis; i < xyz.length; i += 3) {
                requireFinite(xyz[i]);
                least = Math.min(least, xyz[i]);
                greatest = Math.max(greatest, xyz[i]);
            }
            return new Range(least, greatest);
        }

        boolean fits(int stepBits) {
            long first = steps(least, stepBits);
            long last = steps(greatest, stepBits);
            return last - first <= LARGEST_NUMBER
                    && Math.abs(first) <= LARGEST_EXACT
                    && Math.abs(last) <= LARGEST_EXACT;
        }

        int origin(int stepBits) {
            return Math.toIntExact(steps(least, stepBits));
        }

        private static void requireFinite(float coordinate) {
            if (!Float.isFinite(coordinate)) {
                throw new IllegalArgumentException("landmarks are finite numbers");
            }
        }
    }
}
