package dev.marotte.face.cuda;

/** Signals that a CUDA device failed to do what was requested. */
public final class CudaFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CudaFailure(String words) {
        super("CUDA: " + words);
    }
}
