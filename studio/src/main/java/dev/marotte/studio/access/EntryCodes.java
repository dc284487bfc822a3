package dev.marotte.studio.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;

/** One-time codes, each of which buys one token of a role. Any thread. */
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

    /** Makes a new code; when there are too many, the oldest expires. */
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

    /** Exchanges a code for a token, once; empty if the code is not valid. */
    public synchronized Optional<String> redeem(String code) {
        return Optional.ofNullable(codes.remove(code))
                .filter(each -> each.until().isAfter(clock.instant()))
                .map(each -> signer.issue(each.role()));
    }
}
