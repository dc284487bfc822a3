package dev.marotte.schemas;

/**
 * Reports that a user's input cannot be used: a picture without a face, a clip without pictures, a missing folder. The message is one
 * plain sentence that names what is wrong and, where it helps, what to do; the command prints it and exits with 2. Broken devices and our
 * own mistakes are other exceptions.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
