package dev.marotte.identity;

import java.util.List;

/**
 * What a generator knows of an identity: the tensors that its encoder made from the source pictures. Equal only to itself, because comparing megabytes
 * would tell nothing more.
 */
public final class Embedding {
    private final List<Tensor> tensors;

    public Embedding(List<Tensor> tensors) {
        this.tensors = List.copyOf(tensors);
    }

    public List<Tensor> tensors() {
        return tensors;
    }

    /**
     * Returns the tensor of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor named(String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the embedding has no tensor " + name));
    }

    /** Size of all tensors together. */
    public long bytes() {
        return tensors.stream().mapToLong(Tensor::bytes).sum();
    }
}
