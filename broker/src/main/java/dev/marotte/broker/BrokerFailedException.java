package dev.marotte.broker;

/** The broker does not work or works no longer, and nothing that the user gave is to blame; the message says why in one line. */
public final class BrokerFailedException extends RuntimeException {
    BrokerFailedException(String message) {
        super(message);
    }

    BrokerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
