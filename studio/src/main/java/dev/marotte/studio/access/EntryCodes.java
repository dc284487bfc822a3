package dev.marotte.studio.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;

/** One-time codes, each of which is worth one token of a role. Any thread. */
public final class EntryCodes {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int CODE_BYTES = 18;
    private static final int MOST = 256;

    private final TokenSigner signer;
    private final InstantSource clock;
    private final LinkedHashMap<String, Code> codes = new LinkedHashMap<>();

    private record Code(Role role, Instant until) {}

    public EntryCodes(TokenSigner signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** A new code; when there are too many, the oldest ends. */
    public synchronized String make(Role role) {
        Instant now = clock.instant();
        codes.values().removeIf(each -> each.until().isBefore(now));
        if (codes.size() >= MOST) {
            codes.pollFirstEntry();
        }
        String code = signer.randomWord(CODE_BYTES);
        codes.put(code, new Code(role, now.plus(LIFE)));
        return code;
    }

    /** The token for a code, which is over with this; empty where it is none. */
    public synchronized Optional<String> redeem(String code) {
        return Optional.ofNullable(codes.remove(code))
                .filter(each -> each.until().isAfter(clock.instant()))
                .map(each -> signer.issue(each.role()));
    }
}
