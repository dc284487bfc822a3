package dev.marotte.broker;

/** Reports that the broker does not work, or no longer works, for a reason other than the user's input; the message says why in one line. */
public final class BrokerFailedException extends RuntimeException {
    BrokerFailedException(String message) {
        super(message);
    }

    BrokerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
