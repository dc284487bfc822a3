package dev.marotte.schemas;

/** What an enrolled person's pictures may be used for. */
public sealed interface Consent {
    /** The person agreed, in these words. */
    record Stated(String words) implements Consent {
        public Stated {
            if (words.isBlank()) {
                throw new BadInputException("nobody is enrolled without consent: say what the person agreed to");
            }
        }
    }

    /** Pictures given for one session only, without a stated consent; the person who gave them is responsible. */
    record ForOneSession() implements Consent {}
}
