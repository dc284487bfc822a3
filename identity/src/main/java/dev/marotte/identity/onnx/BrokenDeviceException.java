package dev.marotte.identity.onnx;

/** Signals that the device no longer computes. Ends the process; its supervisor restarts it. */
public final class BrokenDeviceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokenDeviceException(Throwable cause) {
        super("the device that renders has failed", cause);
    }
}
