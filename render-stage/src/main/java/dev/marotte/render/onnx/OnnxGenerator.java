package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.ElementType;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.Shape;
import dev.marotte.identity.Tensor;
import dev.marotte.identity.onnx.BrokenDeviceException;
import dev.marotte.identity.onnx.OnnxDevice;
import dev.marotte.identity.onnx.Tensors;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.Generator;
import dev.marotte.render.RenderedCrop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A bundle's generator.onnx. For one thread at a time: drawings lie in memory that is used again for the next ones. */
public final class OnnxGenerator implements Generator {
    private final OrtSession session;
    private final String id;
    private final List<String> embedded;
    private final BatchSplitter splitter;
    private final BackgroundCompositor compositor = new BackgroundCompositor();
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    private OnnxGenerator(OrtSession session, String id, List<String> embedded, BatchSplitter splitter) {
        this.session = session;
        this.id = id;
        this.embedded = embedded;
        this.splitter = splitter;
    }

    /** Loads it. */
    public static OnnxGenerator open(Bundle bundle, OnnxDevice device) {
        BatchSplitter splitter = BatchSplitter.of(bundle, device.device());
        OrtSession session = device.load(bundle.generatorModel(), bundle.generator());
        return new OnnxGenerator(session, bundle.id(), bundle.embedded(), splitter);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int framesPerRun() {
        return splitter.most();
    }

    @Override
    public void draw(List<DrawRequest> batch, int size, Drawn drawn) {
        for (List<Integer> numbers : splitter.cut(batch)) {
            List<DrawRequest> requests = numbers.stream().map(batch::get).toList();
            provideMemory(numbers.size() * RenderedCrop.pixels(size) + RenderedCrop.SLACK);
            run(requests, size);
            for (int place = 0; place < numbers.size(); place++) {
                drawn.accept(
                        numbers.get(place),
                        drawing(place, size, requests.get(place).identity()));
            }
        }
    }

    private void provideMemory(int bytes) {
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes);
        }
    }

    private void run(List<DrawRequest> requests, int size) {
        int count = requests.size();
        List<Embedding> bank =
                requests.stream().map(DrawRequest::identity).distinct().toList();
        try (TensorScope inputs = new TensorScope();
                TensorScope outputs = new TensorScope()) {
            for (String name : embedded) {
                inputs.add(
                        name, bank(bank.stream().map(each -> each.named(name)).toList()));
            }
            inputs.add(
                    "slots",
                    Tensors.ints(requests.stream()
                            .mapToInt(each -> bank.indexOf(each.identity()))
                            .toArray()));
            inputs.add(
                    "landmarks",
                    Tensors.landmarks(
                            requests.stream().map(DrawRequest::landmarks).toList()));
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

    private RenderedCrop drawing(int place, int size, Embedding identity) {
        ByteBuffer person = memory.slice(place * RenderedCrop.pixels(size), RenderedCrop.pixels(size));
        compositor.compose(
                person.order(ByteOrder.nativeOrder()).asIntBuffer(),
                identity.named(Bundle.BACKGROUND).elements().asIntBuffer(),
                size);
        return new RenderedCrop(size, memory.slice(place * RenderedCrop.pixels(size), RenderedCrop.bytes(size)));
    }

    @Override
    public void close() {
        OnnxDevice.close(session);
    }
}
