package dev.marotte.identity;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@link EnrolledIdentity} as bytes. Numbers are big-endian, elements of tensors little-endian:
 *
 * <pre>
 * "MRT1"  generators  crop: left top side size  portrait: width height length PNG  rest: 1434 floats
 * count × tensor: name  type  rank  lengths  elements
 * </pre>
 *
 * <p>Not Avro, because an embedding is megabytes of numbers that go from here into native memory unchanged.
 */
public final class IdentityPayload {
    private static final int MAGIC = 0x4d525431;

    private IdentityPayload() {}

    static Bytes write(EnrolledIdentity identity) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            writeText(out, identity.generators().written());
            writeCrop(out, identity.crop());
            writePortrait(out, identity.portrait());
            for (float coordinate : identity.rest().toArray()) {
                out.writeFloat(coordinate);
            }
            writeTensors(out, identity.embedding().tensors());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(bytes.toByteArray());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static void writeCrop(DataOutputStream out, Crop crop) throws IOException {
        out.writeInt(crop.left());
        out.writeInt(crop.top());
        out.writeInt(crop.side());
        out.writeInt(crop.size());
    }

    private static void writePortrait(DataOutputStream out, Picture portrait) throws IOException {
        out.writeInt(portrait.width());
        out.writeInt(portrait.height());
        out.writeInt(portrait.bytes().size());
        out.write(portrait.bytes().unsafeArray());
    }

    private static void writeTensors(DataOutputStream out, List<Tensor> tensors) throws IOException {
        out.writeInt(tensors.size());
        for (Tensor tensor : tensors) {
            writeText(out, tensor.name());
            writeText(out, tensor.type().name());
            out.writeInt(tensor.shape().axes().size());
            for (long length : tensor.shape().axes()) {
                out.writeLong(length);
            }
            byte[] elements = new byte[Math.toIntExact(tensor.bytes())];
            tensor.elements().get(elements);
            out.write(elements);
        }
    }

    /**
     * Reads an identity from its payload.
     *
     * @throws IllegalArgumentException if it is not such a payload
     */
    public static EnrolledIdentity read(Bytes payload) {
        ByteBuffer in = payload.view();
        try {
            if (in.getInt() != MAGIC) {
                throw new IllegalArgumentException("not an identity's payload of this version");
            }
            GeneratorIds generators = GeneratorIds.read(readText(in));
            Crop crop = new Crop(in.getInt(), in.getInt(), in.getInt(), in.getInt());
            Picture portrait = readPortrait(in);
            FaceLandmarks rest = readLandmarks(in);
            return new EnrolledIdentity(generators, portrait, crop, rest, readTensors(in));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("an identity's payload ends too early", e);
        }
    }

    private static String readText(ByteBuffer in) {
        return new String(readBytes(in, in.getInt()), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static Picture readPortrait(ByteBuffer in) {
        int width = in.getInt();
        int height = in.getInt();
        return new Picture(PictureCodec.PNG, width, height, Bytes.of(readBytes(in, in.getInt())));
    }

    private static FaceLandmarks readLandmarks(ByteBuffer in) {
        float[] xyz = new float[FaceLandmarks.COUNT * 3];
        in.asFloatBuffer().get(xyz);
        in.position(in.position() + xyz.length * Float.BYTES);
        return FaceLandmarks.of(xyz);
    }

    private static Embedding readTensors(ByteBuffer in) {
        List<Tensor> tensors = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            tensors.add(readTensor(in));
        }
        return new Embedding(tensors);
    }

    private static Tensor readTensor(ByteBuffer in) {
        String name = readText(in);
        ElementType type = ElementType.valueOf(readText(in));
        long[] axes = new long[in.getInt()];
        for (int axis = 0; axis < axes.length; axis++) {
            axes[axis] = in.getLong();
        }
        Shape shape = Shape.of(axes);
        return new Tensor(name, type, shape, readDirect(in, Math.toIntExact(shape.elements() * type.bytes())));
    }

    /** Reads into direct memory, which ONNX Runtime can read without a copy. */
    private static ByteBuffer readDirect(ByteBuffer in, int length) {
        ByteBuffer direct = ByteBuffer.allocateDirect(length)
                .put(in.slice(in.position(), length))
                .flip();
        in.position(in.position() + length);
        return direct;
    }
}
