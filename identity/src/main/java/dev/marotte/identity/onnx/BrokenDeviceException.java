package dev.marotte.identity.onnx;

/** The device no longer computes. Ends the process; whoever supervises it starts it again. */
public final class BrokenDeviceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokenDeviceException(Throwable cause) {
        super("the device that renders has failed", cause);
    }
}
