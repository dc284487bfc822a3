package dev.marotte.face.cuda;

/** A CUDA device does not do what it was asked for. */
public final class CudaFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CudaFailure(String words) {
        super("CUDA: " + words);
    }
}
