package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.ElementType;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.Shape;
import dev.marotte.identity.onnx.BrokenDeviceException;
import dev.marotte.identity.onnx.Tensors;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.Generator;
import dev.marotte.render.RenderedCrop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws with an {@link OnnxModel}. For use by one thread at a time: the memory of drawings is reused for the next ones. */
final class OnnxGenerator implements Generator {
    private final OrtSession session;
    private final String id;
    private final EmbeddingBank bank;
    private final BatchSplitter splitter;
    private final BackgroundCompositor compositor = new BackgroundCompositor();
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    OnnxGenerator(OrtSession session, String id, EmbeddingBank bank, BatchSplitter splitter) {
        this.session = session;
        this.id = id;
        this.bank = bank;
        this.splitter = splitter;
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
        List<Embedding> identities =
                requests.stream().map(DrawRequest::identity).distinct().toList();
        try (EmbeddingBank.Loan loan = bank.lend(identities);
                TensorScope inputs = new TensorScope();
                TensorScope outputs = new TensorScope()) {
            inputs.add(
                    "slots",
                    Tensors.ints(requests.stream()
                            .mapToInt(each -> loan.slot(each.identity()))
                            .toArray()));
            inputs.add(
                    "landmarks",
                    Tensors.landmarks(
                            requests.stream().map(DrawRequest::landmarks).toList()));
            outputs.add("pictures", pixels(Shape.of(requests.size(), size, size)));
            Map<String, OnnxTensor> all = new HashMap<>(inputs.tensors());
            all.putAll(loan.tensors());
            session.run(all, outputs.tensors()).close();
        } catch (OrtException e) {
            throw new BrokenDeviceException(e);
        }
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

    /** Does nothing: the model belongs to its owner. */
    @Override
    public void close() {}
}
