package dev.marotte.studio.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** A right in the query of an address, for players that cannot set a header: to one thing, and for some hours. */
public record AddressTicket(TokenSigner signer, InstantSource clock) {
    private static final Duration VALID = Duration.ofHours(12);

    /** Makes the query of an address that allows {@code what}. */
    public String issue(String what) {
        long until = clock.instant().plus(VALID).getEpochSecond();
        return "until=" + until + "&ticket=" + signature(what, until);
    }

    /**
     * Whether an address allows {@code what}.
     *
     * @param query values by name
     */
    public boolean allows(String what, Function<String, Optional<String>> query) {
        long until = query.apply("until")
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::parseLong)
                .orElse(0L);
        byte[] given = query.apply("ticket").orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] right = signature(what, until).getBytes(StandardCharsets.UTF_8);
        return until >= clock.instant().getEpochSecond() && MessageDigest.isEqual(given, right);
    }

    private String signature(String what, long until) {
        return signer.signature(what + " " + until);
    }
}
