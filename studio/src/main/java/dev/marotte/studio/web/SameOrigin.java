package dev.marotte.studio.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Distinguishes requests of the studio's own page from those of other sites' pages. Browsers send the page's origin; programs send none, and have their
 * token.
 *
 * @param further origins that are allowed too, for instance behind a proxy that changes the host name
 */
record SameOrigin(Set<String> further) {
    SameOrigin {
        further = Set.copyOf(further);
    }

    boolean allows(Headers headers) {
        Optional<String> origin = headers.first(HeaderNames.ORIGIN);
        return origin.isEmpty() || further.contains(origin.get()) || isHost(origin.get(), headers);
    }

    private static boolean isHost(String origin, Headers headers) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null
                    && headers.first(HeaderNames.HOST)
                            .filter(authority::equalsIgnoreCase)
                            .isPresent();
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
