package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.Tensor;
import dev.marotte.identity.onnx.Tensors;
import java.util.List;
import java.util.Map;

/** Embeddings in this machine's memory: a single one is read in place, several are copied one after the other. Any thread. */
final class HostBank implements EmbeddingBank {
    private final List<String> names;

    /** @param names of the tensors that the model takes */
    HostBank(List<String> names) {
        this.names = names;
    }

    @Override
    public Loan lend(List<Embedding> identities) throws OrtException {
        TensorScope tensors = new TensorScope();
        for (String name : names) {
            tensors.add(
                    name, bank(identities.stream().map(each -> each.named(name)).toList()));
        }
        return new Loan() {
            @Override
            public Map<String, OnnxTensor> tensors() {
                return tensors.tensors();
            }

            @Override
            public int slot(Embedding identity) {
                return identities.indexOf(identity);
            }

            @Override
            public void close() {
                tensors.close();
            }
        };
    }

    private static OnnxTensor bank(List<Tensor> tensors) throws OrtException {
        return tensors.size() == 1 ? Tensors.single(tensors.getFirst()) : Tensors.stacked(tensors);
    }

    @Override
    public void close() {}
}
