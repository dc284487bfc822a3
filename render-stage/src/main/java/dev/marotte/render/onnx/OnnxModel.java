package dev.marotte.render.onnx;

import ai.onnxruntime.OrtSession;
import dev.marotte.face.cuda.CudaRuntime;
import dev.marotte.face.onnx.Device;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.onnx.OnnxDevice;
import dev.marotte.render.DrawingModel;
import dev.marotte.render.Generator;
import java.util.List;

/**
 * A bundle's generator.onnx on a device, in one session that all threads share: {@code OrtSession.run} may be called by several threads at once, and on
 * CUDA each of them then has its own stream.
 */
public final class OnnxModel implements DrawingModel {
    private final OrtSession session;
    private final String id;
    private final EmbeddingBank bank;
    private final BatchSplitter splitter;

    OnnxModel(OrtSession session, String id, EmbeddingBank bank, BatchSplitter splitter) {
        this.session = session;
        this.id = id;
        this.bank = bank;
        this.splitter = splitter;
    }

    /** Loads a bundle's generator. */
    public static OnnxModel open(Bundle bundle, OnnxDevice device) {
        OrtSession session = device.load(bundle.generatorModel(), bundle.generator());
        return new OnnxModel(
                session, bundle.id(), bank(bundle.embedded(), device), BatchSplitter.of(bundle, device.device()));
    }

    /** Where CUDA's own library, which ONNX Runtime may have built in, is not found, embeddings are uploaded with each run. */
    private static EmbeddingBank bank(List<String> embedded, OnnxDevice device) {
        return switch (device.device()) {
            case Device.Cpu() -> new HostBank(embedded);
            case Device.Cuda(int index) ->
                CudaRuntime.find()
                        .<EmbeddingBank>map(runtime -> new DeviceBank(
                                embedded,
                                new CudaMemory(runtime, index),
                                device.placement().tuning().embeddingBytes()))
                        .orElseGet(() -> new HostBank(embedded));
        };
    }

    @Override
    public Generator generator() {
        return new OnnxGenerator(session, id, bank, splitter);
    }

    @Override
    public void close() {
        bank.close();
        OnnxDevice.close(session);
    }
}
