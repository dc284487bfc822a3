package dev.marotte.identity;

import java.util.List;

/**
 * The knowledge that a generator has of an identity: the tensors that its encoder made of the source pictures. Equal only to itself: comparing
 * megabytes would tell nothing more.
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
     * The tensor of this name.
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
