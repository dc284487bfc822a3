package dev.marotte.studio.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a request of the studio's own page from one that a page of another site makes. Browsers say which page asks; programmes say nothing, and have
 * their token.
 *
 * @param further origins that are allowed too, as behind a proxy that changes the host's name
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
