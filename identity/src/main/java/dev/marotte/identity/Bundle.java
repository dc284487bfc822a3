package dev.marotte.identity;

import dev.marotte.schemas.Bytes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A generator behind one contract, so that a better one is a new file and not a code change: the content of bundle.json, checked against the files that it
 * names.
 *
 * <ul>
 * <li>encoder: pictures uint8 [K,S,S,3] RGB and landmarks float32 [K,478,3] → the embedding's tensors, once, at enrolment; one of them is background int32
 * [K,S,S], pixels 0xRRGGBB__ of the static background behind the person;
 * <li>generator: the embedding's other tensors with a leading axis I each, landmarks float32 [B,478,3] and slots int32 [B] that say which of the I
 * identities each of the B is → pictures int32 [B,S,S], pixels 0xRRGGBBAA with premultiplied colours: the person, to be laid over the background of the
 * identity's first picture.
 * </ul>
 *
 * <p>An embedding is megabytes and landmarks are kilobytes: slots let many frames of one identity share one embedding that is neither copied nor uploaded
 * for each of them. Pixels are integers, since models move and mix four bytes fastest as one. A generator that draws a whole picture covers all of it. The
 * outermost pixels of a composed drawing are those of the source picture.
 *
 * @param serves ids of further bundles that draw this one's embeddings: these contain the tensors that the other bundles take, made in the same way
 * @param sizes sides S of the crop that it can draw, ascending
 * @param maxSources maximum number K of source pictures
 * @param framesPerRun maximum number B of frames of one identity that a CPU core draws at once: more than one only where that is faster and gives each
 *     frame the same pixels as alone
 * @param encoderModel the file's bytes, whose SHA-256 was verified
 * @param generatorModel likewise
 */
public record Bundle(
        String name,
        String version,
        String licence,
        List<String> serves,
        List<Integer> sizes,
        int maxSources,
        int framesPerRun,
        ModelSpec encoder,
        ModelSpec generator,
        Bytes encoderModel,
        Bytes generatorModel) {
    static final String LANDMARKS = "landmarks";
    static final String PICTURES = "pictures";
    static final String SLOTS = "slots";
    /** Name of the tensor that a drawing is composed over. */
    public static final String BACKGROUND = "background";

    public Bundle {
        serves = List.copyOf(serves);
        sizes = sizes.stream().sorted().toList();
        require(!name.contains(GeneratorIds.SEPARATOR), "its name has a comma");
        require(!sizes.isEmpty() && sizes.getFirst() > 0, "it draws no size");
        require(maxSources > 0, "it takes no source picture");
        require(framesPerRun > 0, "it draws no frame");
        requireNames("encoder inputs", encoder.inputs(), Stream.of(PICTURES, LANDMARKS));
        requireNames("generator outputs", generator.outputs(), Stream.of(PICTURES));
        require(isOfPixels(generator.outputs(), PICTURES), "the generator's pictures are not int32 [B,S,S]");
        require(isOfPixels(encoder.outputs(), BACKGROUND), "the encoder's background is not int32 [K,S,S]");
        requireNames(
                "generator inputs", generator.inputs(), Stream.concat(embedded(encoder), Stream.of(SLOTS, LANDMARKS)));
        require(
                isTakenUnchanged(encoder.outputs(), generator.inputs()),
                "the generator does not take what the encoder makes");
    }

    private static boolean isOfPixels(List<TensorSpec> specs, String name) {
        return specs.stream()
                .anyMatch(spec -> spec.name().equals(name)
                        && spec.type() == ElementType.INT32
                        && spec.axes().size() == 3);
    }

    /** Names of the embedding's tensors that the generator takes. */
    public List<String> embedded() {
        return embedded(encoder).toList();
    }

    private static Stream<String> embedded(ModelSpec encoder) {
        return names(encoder.outputs()).filter(name -> !name.equals(BACKGROUND));
    }

    private static Stream<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name);
    }

    private static void requireNames(String what, List<TensorSpec> specs, Stream<String> expected) {
        var found = names(specs).collect(Collectors.toSet());
        var wanted = expected.collect(Collectors.toSet());
        require(found.equals(wanted), what + " are " + found + ", not " + wanted);
    }

    private static boolean isTakenUnchanged(List<TensorSpec> made, List<TensorSpec> taken) {
        return made.stream()
                .allMatch(output -> taken.stream()
                        .filter(input -> input.name().equals(output.name()))
                        .allMatch(input -> isOneMore(output, input)));
    }

    private static boolean isOneMore(TensorSpec output, TensorSpec input) {
        return input.type() == output.type()
                && input.axes().size() == output.axes().size() + 1;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Name and version, which an identity's embedding is bound to. */
    public String id() {
        return name + " " + version;
    }

    /** Ids of the bundles that draw its embeddings: its own and those that it serves. */
    GeneratorIds drawnBy() {
        return new GeneratorIds(Stream.concat(Stream.of(id()), serves.stream()).toList());
    }

    @Override
    public String toString() {
        return "Bundle[" + id() + "]";
    }
}
