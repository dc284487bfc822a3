package dev.marotte.runtime;

/** Reports that a stage ended unexpectedly. */
public final class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StageFailedException(String stage, Throwable cause) {
        super(stage + " failed: " + cause.getMessage(), cause);
    }
}
