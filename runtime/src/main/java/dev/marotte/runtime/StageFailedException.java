package dev.marotte.runtime;

/** The end of a stage that did not want to end. */
public final class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StageFailedException(String stage, Throwable cause) {
        super(stage + " failed: " + cause.getMessage(), cause);
    }
}
