package dev.marotte.identity.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.ElementType;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.Encoder;
import dev.marotte.identity.Shape;
import dev.marotte.identity.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bundle's encoder.onnx. Safe for use by several threads. */
public final class OnnxEncoder implements Encoder {
    private final OrtSession session;

    private OnnxEncoder(OrtSession session) {
        this.session = session;
    }

    /** Loads a bundle's encoder. */
    public static OnnxEncoder open(Bundle bundle, OnnxDevice device) {
        return new OnnxEncoder(device.load(bundle.encoderModel(), bundle.encoder()));
    }

    @Override
    public Embedding encode(List<Source> sources, int size) {
        try (OnnxTensor pictures = pictures(sources, size);
                OnnxTensor landmarks = Tensors.landmarks(
                        sources.stream().map(Source::landmarks).toList());
                OrtSession.Result result = session.run(Map.of("pictures", pictures, "landmarks", landmarks))) {
            return embedding(result);
        } catch (OrtException e) {
            throw new BrokenDeviceException(e);
        }
    }

    private static OnnxTensor pictures(List<Source> sources, int size) throws OrtException {
        ByteBuffer memory = ByteBuffer.allocateDirect(sources.size() * size * size * 3);
        sources.forEach(source -> memory.put(source.rgb().duplicate()));
        return Tensors.view(memory.flip(), ElementType.UINT8, Shape.of(sources.size(), size, size, 3));
    }

    private static Embedding embedding(OrtSession.Result result) {
        List<Tensor> tensors = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> output : result) {
            OnnxTensor value = (OnnxTensor) output.getValue();
            tensors.add(new Tensor(
                    output.getKey(),
                    ModelSignatureCheck.elementType(value.getInfo().type),
                    Shape.of(value.getInfo().getShape()),
                    copy(value.getByteBuffer())));
        }
        return new Embedding(tensors);
    }

    /** Copies into direct memory, so that the generator can read it in place. */
    private static ByteBuffer copy(ByteBuffer elements) {
        return ByteBuffer.allocateDirect(elements.remaining())
                .order(ByteOrder.nativeOrder())
                .put(elements)
                .flip();
    }

    @Override
    public void close() {
        OnnxDevice.close(session);
    }
}
