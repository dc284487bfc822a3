package dev.marotte.identity;

import dev.marotte.face.implicit.ImplicitKeypoints;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.face.implicit.ImplicitSource;
import dev.marotte.face.implicit.OpeningRatios;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.schemas.MotionNumbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The data that is kept of an identity for implicit-keypoint networks. The volume of its features is not kept: it has eight megabytes, and a renderer
 * computes it from the crop in a fraction of the time of a frame.
 *
 * @param rgb the portrait's crop, 512 rows of 512 times R, G, B
 * @param source keypoints and motion in it, in the networks' own space
 * @param openings of eyes and lips in it
 */
public record KeypointEmbedding(ByteBuffer rgb, ImplicitSource source, OpeningRatios openings) {
    private static final int SIDE = ImplicitNetworks.OUTPUT_SIZE;
    private static final String PICTURE = "picture";
    private static final String CANONICAL = "canonical";
    private static final String MOTION = "motion";
    private static final String OPENINGS = "openings";

    /** Reads the tensors of an embedding. */
    public static KeypointEmbedding of(Embedding embedding) {
        float[] openings = numbers(embedding, OPENINGS);
        return new KeypointEmbedding(
                embedding.named(PICTURE).elements(),
                new ImplicitSource(
                        ImplicitKeypoints.of(numbers(embedding, CANONICAL)),
                        ImplicitMotion.of(MotionNumbers.of(numbers(embedding, MOTION)))),
                new OpeningRatios(openings[0], openings[1], openings[2]));
    }

    private static float[] numbers(Embedding embedding, String name) {
        FloatBuffer elements = embedding.named(name).elements().asFloatBuffer();
        float[] numbers = new float[elements.remaining()];
        elements.get(numbers);
        return numbers;
    }

    /** The crop as the networks take it: 256 rows of 256 times R, G, B. */
    public ByteBuffer halved() {
        return HalvedPicture.of(rgb, SIDE);
    }

    Embedding embedding() {
        return new Embedding(List.of(
                new Tensor(PICTURE, ElementType.UINT8, Shape.of(SIDE, SIDE, 3), rgb),
                tensor(CANONICAL, source.canonical().toArray()),
                tensor(MOTION, source.motion().numbers().toArray()),
                tensor(OPENINGS, (float) openings.leftEye(), (float) openings.rightEye(), (float) openings.lips())));
    }

    private static Tensor tensor(String name, float... numbers) {
        ByteBuffer elements =
                ByteBuffer.allocateDirect(numbers.length * Float.BYTES).order(ByteOrder.nativeOrder());
        elements.asFloatBuffer().put(numbers);
        return new Tensor(name, ElementType.FLOAT32, Shape.of(numbers.length), elements);
    }
}
