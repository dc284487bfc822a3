package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.render.Bundle;
import dev.marotte.render.Drawing;
import dev.marotte.render.ElementType;
import dev.marotte.render.Embedding;
import dev.marotte.render.Generator;
import dev.marotte.render.Likeness;
import dev.marotte.render.Shape;
import dev.marotte.render.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A bundle's generator.onnx. For one thread at a time: drawings lie in memory that is used again for the next ones.
 *
 * <p>On the CPU a run of the model is one frame. Its identity's embedding, some ten megabytes, is read where it lies, while a bank of several
 * would first have to be copied together; a larger run gains nothing on one core and leaves its caches; and since sums are rounded
 * differently in a larger one, only so are pictures the same whatever else was in the batch. On CUDA small runs leave the device idle, and a
 * bank has to be uploaded anyway: there a run is as much as there is.
 */
public final class OnnxGenerator implements Generator {
    private static final int LIMIT_ON_CUDA = 16;

    private final OrtSession session;
    private final String id;
    private final List<String> embedded;
    private final int limit;
    private final Layers layers = new Layers();
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    private OnnxGenerator(OrtSession session, String id, List<String> embedded, int limit) {
        this.session = session;
        this.id = id;
        this.embedded = embedded;
        this.limit = limit;
    }

    /** Loads it. */
    public static OnnxGenerator open(Bundle bundle, OnnxDevice device) {
        OrtSession session = device.load(bundle.generatorModel());
        try {
            Declared.check(session, bundle.generator());
        } catch (OrtException e) {
            throw new BrokenDeviceException(e);
        }
        return new OnnxGenerator(session, bundle.id(), bundle.embedded(), limit(device.device()));
    }

    private static int limit(Device device) {
        return switch (device) {
            case CPU -> 1;
            case CUDA -> LIMIT_ON_CUDA;
        };
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void draw(List<Likeness> batch, int size, Drawn drawn) {
        for (int start = 0; start < batch.size(); start += limit) {
            List<Likeness> part = batch.subList(start, Math.min(start + limit, batch.size()));
            provideMemory(part.size() * Drawing.pixels(size) + Drawing.SLACK);
            run(part, size);
            for (int place = 0; place < part.size(); place++) {
                drawn.accept(start + place, drawing(place, size, part.get(place).identity()));
            }
        }
    }

    private void provideMemory(int bytes) {
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes);
        }
    }

    private void run(List<Likeness> likenesses, int size) {
        int count = likenesses.size();
        List<Embedding> bank =
                likenesses.stream().map(Likeness::identity).distinct().toList();
        try (TensorScope inputs = new TensorScope();
                TensorScope outputs = new TensorScope()) {
            for (String name : embedded) {
                inputs.add(
                        name, bank(bank.stream().map(each -> each.named(name)).toList()));
            }
            inputs.add(
                    "slots",
                    Tensors.ints(likenesses.stream()
                            .mapToInt(each -> bank.indexOf(each.identity()))
                            .toArray()));
            inputs.add(
                    "landmarks",
                    Tensors.landmarks(
                            likenesses.stream().map(Likeness::landmarks).toList()));
            outputs.add("pictures", pixels(Shape.of(count, size, size)));
            session.run(inputs.tensors(), outputs.tensors()).close();
        } catch (OrtException e) {
            throw new BrokenDeviceException(e);
        }
    }

    private static OnnxTensor bank(List<Tensor> tensors) throws OrtException {
        return tensors.size() == 1 ? Tensors.single(tensors.getFirst()) : Tensors.stacked(tensors);
    }

    private OnnxTensor pixels(Shape shape) throws OrtException {
        int bytes = Math.toIntExact(shape.elements() * Integer.BYTES);
        return Tensors.view(memory.slice(0, bytes), ElementType.INT32, shape);
    }

    private Drawing drawing(int place, int size, Embedding identity) {
        ByteBuffer person = memory.slice(place * Drawing.pixels(size), Drawing.pixels(size));
        layers.compose(
                person.order(ByteOrder.nativeOrder()).asIntBuffer(),
                identity.named(Bundle.BACKGROUND).elements().asIntBuffer(),
                size);
        return new Drawing(size, memory.slice(place * Drawing.pixels(size), Drawing.bytes(size)));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new BrokenDeviceException(e);
        }
    }
}
