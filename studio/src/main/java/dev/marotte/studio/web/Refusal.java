package dev.marotte.studio.web;

/** A refused request, with the status and one sentence for the caller. */
final class Refusal extends RuntimeException {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;

    private final int status;

    private Refusal(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static Refusal unknown() {
        return new Refusal(UNAUTHORIZED, "this needs a token: open the address that marotte studio printed");
    }

    static Refusal forbidden(String sentence) {
        return new Refusal(FORBIDDEN, sentence);
    }

    static Refusal notFound(String sentence) {
        return new Refusal(NOT_FOUND, sentence);
    }

    static Refusal conflict(String sentence) {
        return new Refusal(CONFLICT, sentence);
    }

    static Refusal tooLarge(String sentence) {
        return new Refusal(TOO_LARGE, sentence);
    }

    static Refusal tooMany(String sentence) {
        return new Refusal(TOO_MANY, sentence);
    }
}
