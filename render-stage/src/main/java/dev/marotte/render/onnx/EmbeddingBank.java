package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.marotte.identity.Embedding;
import java.util.List;
import java.util.Map;

/** Embeddings as inputs of a model, each tensor with an axis of identities around it. Any thread. */
interface EmbeddingBank extends AutoCloseable {
    /**
     * Embeddings for one run, which stay where they are until the loan is closed.
     *
     * @param identities each once, of tensors of the same shapes
     */
    Loan lend(List<Embedding> identities) throws OrtException;

    /** Gives all memory back; nothing is lent any more. */
    @Override
    void close();

    /** Inputs of one run. */
    interface Loan extends AutoCloseable {
        /** By name; not the borrower's to close. */
        Map<String, OnnxTensor> tensors();

        /** Number of an embedding along the axis of identities. */
        int slot(Embedding identity);

        @Override
        void close();
    }
}
