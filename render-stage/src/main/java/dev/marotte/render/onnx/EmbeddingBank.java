package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.marotte.identity.Embedding;
import java.util.List;
import java.util.Map;

/** Embeddings as inputs of a model, each tensor with a leading axis of identities. Any thread. */
interface EmbeddingBank extends AutoCloseable {
    /**
     * Lends embeddings for one run; they stay in place until the loan is closed.
     *
     * @param identities each once, of tensors of the same shapes
     */
    Loan lend(List<Embedding> identities) throws OrtException;

    /** Frees all memory; nothing may be on loan any more. */
    @Override
    void close();

    /** Inputs of one run. */
    interface Loan extends AutoCloseable {
        /** Tensors by name; the borrower must not close them. */
        Map<String, OnnxTensor> tensors();

        /** Number of an embedding along the axis of identities. */
        int slot(Embedding identity);

        @Override
        void close();
    }
}
